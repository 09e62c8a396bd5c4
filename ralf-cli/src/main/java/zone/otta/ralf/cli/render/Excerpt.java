package zone.otta.ralf.cli.render;

import java.util.List;

/** The line of a card with carets under the place, by display width. */
final class Excerpt {
  private static final int BEFORE = 40;
  private static final int MARKED = 60;
  private static final int AFTER = 40;

  private Excerpt() {}

  static List<String> lines(Place place, String label, Style style) {
    int[] line = place.text().codePoints().toArray();
    int from = Math.min(place.column() - 1, line.length);
    int to = Math.clamp(place.endColumn() - 1, from, line.length);
    int first = Math.max(0, from - BEFORE);
    int last = Math.min(to, from + MARKED);
    String before = (first > 0 ? "…" : "") + text(line, first, from);
    String marked = text(line, from, last);
    int end = Math.min(line.length, last + AFTER);
    String after = text(line, last, end) + (end < line.length ? "…" : "");
    String number = Integer.toString(place.line());
    String gutter = " ".repeat(number.length());
    String carets = "^".repeat(Math.max(1, DisplayWidth.of(marked)));
    String mark = label.isEmpty() ? carets : carets + " " + SafeText.of(label);
    return List.of(
        gutter
            + style.faint("--> ")
            + SafeText.of(place.file())
            + ":"
            + number
            + ":"
            + place.column(),
        style.faint(gutter + " |"),
        style.faint(number + " | ") + before + marked + after,
        style.faint(gutter + " | ") + " ".repeat(DisplayWidth.of(before)) + style.bold(mark),
        style.faint(gutter + " |"));
  }

  /** A tab is shown as one blank, so that a column stays a column. */
  private static String text(int[] line, int from, int to) {
    return SafeText.of(new String(line, from, to - from).replace('\t', ' '));
  }
}
