package zone.otta.ralf.testkit.plaintext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zone.otta.ralf.plaintext.Hit;
import zone.otta.ralf.plaintext.PlaintextScan;
import zone.otta.ralf.plaintext.Strictness;

/** A corpus after the scan: what was found, missed and taken for a secret wrongly, by name. */
final class Judged {
  private final Corpus corpus;
  private final List<String> misses = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private final List<String> inPart = new ArrayList<>();
  private final List<String> otherKind = new ArrayList<>();
  private int secret;
  private int open;

  Judged(Corpus corpus) {
    this.corpus = corpus;
    corpus.files().forEach(this::judge);
  }

  /** Cards and {@code ralf.yaml} are judged as {@code check} does, all else as any file. */
  private static Strictness strictness(String file) {
    return file.endsWith("service_card.md") || file.equals("ralf.yaml")
        ? Strictness.REFERENCES_ONLY
        : Strictness.ANY_FILE;
  }

  private void judge(Corpus.Document file) {
    List<Hit> hits = PlaintextScan.find(file.text(), strictness(file.name()));
    int start = 0;
    for (int i = 0; i < file.lines().size(); i++) {
      Corpus.Line line = file.lines().get(i);
      int from = start;
      int to = start + line.text().length();
      start = to + 1;
      List<Hit> here = hits.stream().filter(h -> h.from() <= to && h.to() > from).toList();
      judge(line, file.name() + ":" + (i + 1), from, here);
    }
  }

  private void judge(Corpus.Line line, String place, int start, List<Hit> here) {
    String where = corpus.name() + " " + place + " ";
    if (!line.secret()) {
      open += line.label().equals("-") ? 1 : 0;
      if (!here.isEmpty() && !line.label().equals("\"")) {
        alarms.add(where + here.getFirst().kind().id());
      }
      return;
    }
    secret++;
    if (here.isEmpty()) {
      misses.add(where + line.label());
      return;
    }
    if (here.stream().noneMatch(h -> h.kind().id().equals(line.label()))) {
      otherKind.add(where + line.label() + " as " + here.getFirst().kind().id());
    }
    boolean whole =
        line.words().stream()
            .allMatch(
                w ->
                    here.stream()
                        .anyMatch(h -> h.from() <= start + w[0] && h.to() >= start + w[1]));
    if (!whole) {
      inPart.add(where + line.label());
    }
  }

  int secret() {
    return secret;
  }

  int open() {
    return open;
  }

  int found() {
    return secret - misses.size();
  }

  List<String> misses() {
    return misses;
  }

  List<String> alarms() {
    return alarms;
  }

  List<String> inPart() {
    return inPart;
  }

  List<String> otherKind() {
    return otherKind;
  }

  /** One row of the table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%-10s %8d %6d %7d %11d %13d %10.3f %7.3f",
        corpus.name(),
        secret,
        found(),
        misses.size(),
        open,
        alarms.size(),
        (double) found() / (found() + alarms.size()),
        (double) found() / secret);
  }
}
