package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.card.Span;

/**
 * Findings on a site file and the places of its keys. Values are never quoted: one may be a secret.
 */
final class SiteRemarks {
  static final CardPath SITE = new CardPath("site");

  private final String file;
  private final List<String> lines;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<CardPath, Span> spans = new HashMap<>();

  SiteRemarks(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void mark(CardPath path, Yaml.Place place, int length) {
    int index = Math.clamp(place.line() - 1L, 0, lines.size() - 1);
    String line = lines.get(index);
    int from = Math.clamp(place.column() - 1L, 0, line.length());
    int to = Math.clamp((long) from + length, from, line.length());
    int column = line.codePointCount(0, from) + 1;
    spans.putIfAbsent(
        path, new Span(file, index + 1, column, column + line.codePointCount(from, to)));
  }

  void mark(CardPath path, Yaml value) {
    int length =
        switch (value) {
          case Yaml.Scalar s -> quoted(s) ? s.text().length() + 2 : s.text().length();
          case Yaml.Sequence s -> 1;
          case Yaml.Mapping m -> 1;
        };
    mark(path, value.place(), length);
  }

  private boolean quoted(Yaml.Scalar scalar) {
    int index = Math.clamp(scalar.place().line() - 1L, 0, lines.size() - 1);
    int at = scalar.place().column() - 1;
    String line = lines.get(index);
    return at >= 0 && at < line.length() && "\"'".indexOf(line.charAt(at)) >= 0;
  }

  void invalid(Yaml.Place place) {
    CardPath path = SITE.child("yaml");
    mark(path, place, 1);
    add(
        Finding.blocker(
                "RALF-C101",
                Text.of(
                    "the file is not the YAML that RALF reads",
                    "die Datei ist nicht das YAML, das RALF liest"))
            .at(path)
            .label(Text.of("a YAML reader stops here", "hier hält ein YAML-Leser an"))
            .note(
                Text.of(
                    "one mapping of keys and values; no aliases, no second document",
                    "eine Zuordnung von Schlüsseln und Werten; keine Verweise, kein zweites Dokument")));
  }

  void unknown(CardPath path, Text label) {
    add(
        Finding.blocker("RALF-C102", Text.of("unknown key", "unbekannter Schlüssel"))
            .at(path)
            .label(label));
  }

  void duplicate(CardPath path) {
    add(
        Finding.blocker(
                "RALF-C103", Text.of("the key is given twice", "der Schlüssel steht zweimal da"))
            .at(path));
  }

  void unreadable(CardPath path, String key, Text expected) {
    add(
        Finding.blocker(
                "RALF-C104",
                Text.of(
                    "the value of " + key + " is not readable",
                    "der Wert von " + key + " ist nicht lesbar"))
            .at(path)
            .label(Text.of("expected: " + expected.en(), "erwartet: " + expected.de())));
  }

  void missing(CardPath around, String key) {
    add(
        Finding.blocker(
                "RALF-C105", Text.of("key " + key + " is missing", "Schlüssel " + key + " fehlt"))
            .at(around));
  }

  void notLoopback(CardPath path) {
    add(
        Finding.blocker(
                "RALF-C106",
                Text.of(
                    "a lab must not reach beyond this machine",
                    "ein Labor darf nicht über diese Maschine hinausreichen"))
            .at(path)
            .label(Text.of("not a loopback address", "keine Loopback-Adresse"))
            .help(
                Text.of(
                    "use 127.0.0.0/8, or remove `lab: true`",
                    "127.0.0.0/8 verwenden oder `lab: true` entfernen")));
  }

  /** A key that stands beside the choice of another adapter. */
  void contradiction(CardPath path, Text label, Text help) {
    contradiction("proxmox", path, label, help);
  }

  void contradiction(String section, CardPath path, Text label, Text help) {
    add(
        Finding.blocker(
                "RALF-C108",
                Text.of(
                    "two keys of " + section + " contradict each other",
                    "zwei Schlüssel von " + section + " widersprechen sich"))
            .at(path)
            .label(label)
            .help(help));
  }

  /** A choice that needs a key which is not there. */
  void incomplete(CardPath path, Text label, Text help) {
    incomplete(Text.of("to Proxmox VE", "zu Proxmox VE"), path, label, help);
  }

  /**
   * @param where the way that lacks it
   */
  void incomplete(Text where, CardPath path, Text label, Text help) {
    add(
        Finding.blocker(
                "RALF-C109",
                Text.of(
                    "the chosen way " + where.en() + " lacks a key",
                    "dem gewählten Weg " + where.de() + " fehlt ein Schlüssel"))
            .at(path)
            .label(label)
            .help(help));
  }

  void outsideNetwork(CardPath path) {
    add(
        Finding.blocker(
                "RALF-C107",
                Text.of("the gateway is not inside the network", "das Gateway liegt nicht im Netz"))
            .at(path));
  }

  List<Finding> findings() {
    return findings;
  }

  Map<CardPath, Span> spans() {
    return spans;
  }
}
