package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long line at blanks; what follows stands under the beginning of the text. */
final class Wrap {
  private Wrap() {}

  /**
   * The lines.
   *
   * @param head what stands before the text on its first line; may hold colours
   * @param indent columns of the head
   */
  static List<String> lines(String head, int indent, String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(head);
    int used = indent;
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      int more = DisplayWidth.of(word) + (first ? 0 : 1);
      if (!first && used + more > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent)).append(word);
        used = indent + DisplayWidth.of(word);
      } else {
        line.append(first ? "" : " ").append(word);
        used += more;
      }
      first = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
