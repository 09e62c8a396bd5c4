package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;

/** A finding as people read it: what, where, and what to do. */
public final class FindingText {
  private FindingText() {}

  public static List<String> lines(Found found, Style style) {
    var lines = new ArrayList<String>();
    String head = found.severity() + "[" + found.code() + "]";
    lines.add(
        style.severity(found.severity(), head) + ": " + style.bold(SafeText.of(found.summary())));
    found.span().ifPresent(place -> lines.addAll(Excerpt.lines(place, found.label(), style)));
    String gutter =
        " ".repeat(found.span().map(p -> Integer.toString(p.line()).length()).orElse(1));
    if (found.span().isEmpty() && !found.label().isEmpty()) {
      lines.add(gutter + style.faint(" = ") + SafeText.of(found.label()));
    }
    found.notes().forEach(n -> lines.add(gutter + style.faint(" = note: ") + SafeText.of(n)));
    found.help().ifPresent(h -> lines.add(gutter + style.faint(" = help: ") + SafeText.of(h)));
    return lines;
  }
}
