package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Language;

/** Secrets as a table of references. */
public final class SecretText {
  private static final int STATE = 15;
  private static final int BY = 11;
  private final Style style;
  private final Language language;

  public SecretText(Style style, Language language) {
    this.style = style;
    this.language = language;
  }

  public List<String> lines(List<SecretRow> rows) {
    var lines = new ArrayList<String>();
    boolean german = language == Language.DE;
    lines.add(
        style.bold(
            DisplayWidth.pad(german ? "STAND" : "STATE", STATE)
                + DisplayWidth.pad(german ? "NENNT" : "NAMED BY", BY)
                + (german ? "REFERENZ" : "REFERENCE")));
    for (SecretRow row : rows) {
      lines.add(
          DisplayWidth.pad(row.state(language), STATE)
              + DisplayWidth.pad(row.by(language), BY)
              + SafeText.of(row.reference()));
      if (!row.source().equals(row.reference())) {
        lines.add(
            " ".repeat(STATE + BY)
                + (german ? "gelesen aus " : "read from ")
                + SafeText.of(row.source()));
      }
    }
    return lines;
  }
}
