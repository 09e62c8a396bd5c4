package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text, each with its own end, so that putting them together gives the same text
 * again.
 */
final class CardLines {
  private final List<String> lines = new ArrayList<>();
  private final String ending;

  CardLines(String text) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !crlf) {
        lines.add(text.substring(start, i + 1));
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    ending = lines.size() > 1 ? end(lines.getFirst()) : "\n";
  }

  private static String end(String line) {
    return line.substring(bare(line).length());
  }

  private static String bare(String line) {
    int length = line.length();
    while (length > 0 && "\r\n".indexOf(line.charAt(length - 1)) >= 0) {
      length--;
    }
    return line.substring(0, length);
  }

  String line(int index) {
    return bare(lines.get(index));
  }

  int size() {
    return lines.size();
  }

  boolean blank(int index) {
    return index >= lines.size() || line(index).isBlank();
  }

  void replace(int index, int from, int to, String text) {
    String line = lines.get(index);
    lines.set(index, line.substring(0, from) + text + line.substring(to));
  }

  /**
   * Puts whole lines in front of the line with the index; at the end the last line gets its end
   * first.
   */
  void insert(int index, List<String> more) {
    if (index >= lines.size()) {
      String last = lines.removeLast();
      boolean open = !last.isEmpty() && end(last).isEmpty();
      lines.add(open ? last + ending : last);
      lines.addAll(lines.size() - (last.isEmpty() ? 1 : 0), ended(more));
    } else {
      lines.addAll(index, ended(more));
    }
  }

  private List<String> ended(List<String> more) {
    return more.stream().map(l -> l + ending).toList();
  }

  String text() {
    return String.join("", lines);
  }
}
