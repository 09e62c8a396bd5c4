package zone.otta.ralf.workspace.card;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of a card that may run over several lines, joined by blanks, which still knows where each
 * character stands. Only the first {@value #MOST} characters are looked at.
 */
final class Passage {
  private static final int MOST = 4000;

  /** A stretch of one line: line and offsets from 0, in UTF-16 units. */
  record Range(int line, int from, int to) {}

  private final List<String> lines;
  private final List<Range> slices;
  private final String text;

  Passage(List<String> lines, List<Range> slices) {
    this.lines = lines;
    this.slices = List.copyOf(slices);
    var joined = new StringBuilder();
    for (Range slice : slices) {
      if (joined.length() >= MOST) {
        break;
      }
      String line = lines.get(slice.line());
      joined
          .append(joined.isEmpty() ? "" : " ")
          .append(line, slice.from(), Math.min(slice.to(), slice.from() + MOST));
    }
    joined.setLength(Math.min(joined.length(), MOST));
    this.text = joined.toString();
  }

  String text() {
    return text;
  }

  /** The text for the model: one Unicode form, single blanks. */
  String prose() {
    return prose(text);
  }

  static String prose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
  }

  /** Where the characters stand; cut at the end of the line in which they begin. */
  Range range(int from, int to) {
    int start = 0;
    for (Range slice : slices) {
      int length = slice.to() - slice.from();
      if (from <= start + length) {
        int offset = slice.from() + from - start;
        return new Range(slice.line(), offset, Math.min(slice.to(), offset + to - from));
      }
      start += length + 1;
    }
    return slices.getLast();
  }

  /** What follows from the offset on. */
  Passage from(int offset) {
    int start = 0;
    for (int i = 0; i < slices.size(); i++) {
      Range slice = slices.get(i);
      int length = slice.to() - slice.from();
      if (offset <= start + length) {
        var rest = new ArrayList<Range>();
        rest.add(new Range(slice.line(), slice.from() + offset - start, slice.to()));
        rest.addAll(slices.subList(i + 1, slices.size()));
        return new Passage(lines, rest);
      }
      start += length + 1;
    }
    return this;
  }

  int lastLine() {
    return slices.getLast().line();
  }

  Range whole() {
    return slices.getFirst();
  }
}
