package zone.otta.ralf.workspace.card;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plaintext.Hit;
import zone.otta.ralf.plaintext.PlaintextScan;
import zone.otta.ralf.plaintext.Strictness;

/**
 * The text of a file a person wrote: valid UTF-8 of bearable size without control characters, with
 * plaintext secrets blotted out before anything else looks at it.
 *
 * @param text with line ends, secrets blotted out
 * @param refused whether the text must not be read on; a finding says why
 */
public record SafeText(
    String text, List<String> lines, boolean refused, List<Finding> findings, SourceMap map) {
  private static final int MOST_LINES = 20_000;
  private static final CardPath TEXT = new CardPath("text");

  public SafeText {
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  public static SafeText of(String name, byte[] content) {
    if (content.length > CardBytes.LIMIT) {
      return new SafeText(
          "", List.of(""), true, List.of(CardBytes.tooLarge(name)), SourceMap.empty());
    }
    CardText decoded = CardText.decode(content);
    List<Hit> secrets = PlaintextScan.find(decoded.text(), Strictness.REFERENCES_ONLY);
    String text = PlaintextScan.mask(decoded.text(), secrets);
    List<String> lines = CardText.split(text);
    var reading = new Reading(name, lines);
    boolean refused = refused(decoded, lines, reading);
    if (!refused) {
      invisible(lines, reading);
      SecretFindings.report(decoded.text(), secrets, reading);
    }
    return new SafeText(text, lines, refused, reading.findings(), reading.map());
  }

  private static boolean refused(CardText text, List<String> lines, Reading reading) {
    if (text.malformed()) {
      int last = lines.size() - 1;
      refuse(
          reading,
          "RALF-C003",
          last,
          lines.get(last).length(),
          Text.of("the file is not UTF-8 text", "die Datei ist kein UTF-8-Text"));
      return true;
    }
    for (int i = 0; i < lines.size(); i++) {
      Optional<Integer> at = first(lines.get(i), SafeText::control);
      if (at.isPresent()) {
        refuse(
            reading,
            "RALF-C004",
            i,
            at.get(),
            Text.of(
                "the file contains a control character", "die Datei enthält ein Steuerzeichen"));
        return true;
      }
    }
    if (lines.size() > MOST_LINES) {
      refuse(
          reading,
          "RALF-C006",
          MOST_LINES,
          0,
          Text.of("the file has more than 20000 lines", "die Datei hat mehr als 20000 Zeilen"));
      return true;
    }
    return false;
  }

  private static void refuse(Reading reading, String code, int line, int from, Text summary) {
    CardPath path = reading.remark(TEXT, new Passage.Range(line, from, from + 1));
    reading.add(
        Finding.blocker(code, summary)
            .at(path)
            .label(Text.of("reading stops here", "hier endet das Lesen")));
  }

  private static void invisible(List<String> lines, Reading reading) {
    for (int i = 0; i < lines.size(); i++) {
      int line = i;
      first(lines.get(i), SafeText::invisible)
          .ifPresent(at -> invisible(reading, new Passage.Range(line, at, at + 1)));
    }
  }

  private static void invisible(Reading reading, Passage.Range range) {
    reading.add(
        Finding.warning(
                "RALF-C005",
                Text.of(
                    "the line contains an invisible character",
                    "die Zeile enthält ein unsichtbares Zeichen"))
            .at(reading.remark(TEXT, range))
            .label(Text.of("it may change what people see", "es kann ändern, was Menschen sehen")));
  }

  private interface Kind {
    boolean holds(char c);
  }

  private static Optional<Integer> first(String line, Kind kind) {
    for (int i = 0; i < line.length(); i++) {
      if (kind.holds(line.charAt(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean control(char c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c <= 0x9f);
  }

  /** Zero-width and direction-changing characters, and the tags of plane 14 by their first half. */
  private static boolean invisible(char c) {
    return c == 0x200b
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xfeff
        || c == 0xdb40;
  }

  /**
   * A source map of these lines with further places.
   *
   * @param shown what of a line may be shown
   */
  public SourceMap with(Map<CardPath, Span> places, UnaryOperator<String> shown) {
    var all = new HashMap<>(map.spans());
    all.putAll(places);
    return new SourceMap(all, lines.stream().map(shown).toList());
  }
}
