package zone.otta.ralf.workspace.card;

import java.util.List;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plaintext.Hit;
import zone.otta.ralf.plaintext.LineCounter;

/** Reports plaintext secrets by place and kind, never by value. */
final class SecretFindings {
  private SecretFindings() {}

  static void report(String text, List<Hit> hits, Reading reading) {
    var lines = new LineCounter(text);
    for (int i = 0; i < hits.size(); i++) {
      if (reading.full(Severity.BLOCKER)) {
        reading.leaveOut(Severity.BLOCKER, hits.size() - i);
        return;
      }
      Hit hit = hits.get(i);
      lines.to(hit.from());
      add(
          reading,
          lines.line(),
          hit.from() - lines.start(),
          hit.to() - lines.start(),
          hit.kind().text(),
          text.substring(hit.from(), hit.to()));
    }
  }

  /**
   * Offsets are those of the original line; characters beyond the basic plane are one star in the
   * masked one.
   */
  private static void add(Reading reading, int line, int from, int to, Text kind, String secret) {
    int shorter = secret.length() - secret.codePointCount(0, secret.length());
    CardPath path =
        reading.next(
            CardPath.SECRETS.child("plaintext"), new Passage.Range(line, from, to - shorter));
    reading.add(
        Finding.blocker(
                "RALF-C019",
                Text.of(
                    "the card contains a plaintext secret",
                    "die Karte enthält ein Klartext-Secret"))
            .at(path)
            .label(Text.of("looks like " + kind.en(), "sieht aus wie " + kind.de()))
            .note(
                Text.of(
                    "it is in the history of the repository too: change the secret",
                    "es steht auch in der Geschichte des Repositorys: das Secret wechseln"))
            .help(
                Text.of(
                    "name a reference instead: `NAME`, `file:secrets/name` or `vaultwarden://item#field:name`",
                    "stattdessen eine Referenz nennen: `NAME`, `file:secrets/name` oder `vaultwarden://item#field:name`")));
  }
}
