package zone.otta.ralf.workspace.scan;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.scan.ScanReport.Position;

/** What a scan says of a place: what it looks like, its key and its length, never its value. */
final class ScanFindings {
  private static final Text HELP =
      Text.of(
          "keep it in the environment, a file with mode 0600 or Vaultwarden, name it by a reference, and change it: whoever has the file has it",
          "in der Umgebung, einer Datei mit Rechten 0600 oder Vaultwarden halten, als Referenz nennen und wechseln: wer die Datei hat, hat es");

  private ScanFindings() {}

  static Finding of(String file, Position position) {
    Finding finding =
        position.kind().severity() == Severity.BLOCKER
            ? Finding.blocker(
                "RALF-C022",
                Text.of(
                    file + " contains a plaintext secret", file + " enthält ein Klartext-Secret"))
            : Finding.warning(
                "RALF-C023",
                Text.of(
                    file + " contains what may be a secret",
                    file + " enthält, was ein Secret sein kann"));
    return finding.label(label(position)).help(HELP);
  }

  private static Text label(Position position) {
    String key = position.key().map(k -> ": " + k).orElse("");
    return Text.of(
        "looks like %s%s, %s"
            .formatted(
                position.kind().text().en(), key, count(position.length(), "character", "s")),
        "sieht aus wie %s%s, %s"
            .formatted(position.kind().text().de(), key, count(position.length(), "Zeichen", "")));
  }

  private static String count(int number, String word, String plural) {
    return number + " " + word + (number == 1 ? "" : plural);
  }

  static Finding unreadable(String file, boolean denied) {
    return Finding.warning(
            "RALF-C024", Text.of(file + " was not looked at", file + " wurde nicht angesehen"))
        .label(
            denied
                ? Text.of("permission denied", "Zugriff verweigert")
                : Text.of("it could not be read", "nicht lesbar"))
        .help(
            Text.of(
                "scan again as a user who may read it",
                "noch einmal als jemand suchen, der es lesen darf"));
  }

  static Finding open(String file, String mode) {
    return Finding.blocker(
            "RALF-C025",
            Text.of(
                file + " holds a secret and others may use it",
                file + " enthält ein Secret, und andere kommen daran"))
        .label(Text.of("mode " + mode, "Rechte " + mode))
        .help(Text.same("chmod 600 " + file));
  }
}
