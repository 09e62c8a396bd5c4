package zone.otta.ralf.lab.postgres;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An error or notice of the server, printed as psql prints it. */
final class PsqlMessage {
  /** psql shows this many columns around the place of an error. */
  private static final int WIDTH = 60;

  private static final int RIGHT = 10;
  private final Map<Character, String> fields = new HashMap<>();

  /** Reads the body of an ErrorResponse or NoticeResponse. */
  PsqlMessage(byte[] body) {
    for (int i = 0; body[i] != 0; ) {
      char field = (char) body[i];
      int from = i + 1;
      int to = from;
      while (body[to] != 0) {
        to++;
      }
      fields.put(field, new String(body, from, to - from, StandardCharsets.UTF_8));
      i = to + 1;
    }
  }

  String field(char name) {
    return fields.getOrDefault(name, "");
  }

  boolean fatal() {
    return field('V').equals("FATAL") || field('V').equals("PANIC");
  }

  /** {@code FATAL: text}. */
  String head() {
    return field('S') + ":  " + field('M');
  }

  String print(String prefix, String statement, boolean error) {
    var out = new StringBuilder(prefix).append(head()).append('\n');
    if (fields.containsKey('P')) {
      out.append(caret(statement, Integer.parseInt(field('P'))));
    } else if (fields.containsKey('p')) {
      out.append(caret(field('q'), Integer.parseInt(field('p'))));
    }
    line(out, "DETAIL:  ", 'D');
    line(out, "HINT:  ", 'H');
    if (error) {
      line(out, "QUERY:  ", 'q');
      line(out, "CONTEXT:  ", 'W');
    }
    return out.toString();
  }

  private void line(StringBuilder out, String label, char field) {
    if (fields.containsKey(field)) {
      out.append(label).append(field(field)).append('\n');
    }
  }

  private static String caret(String query, int position) {
    int characters = query.codePointCount(0, query.length());
    int at = query.offsetByCodePoints(0, Math.min(position - 1, characters));
    int from = query.lastIndexOf('\n', at - 1) + 1;
    int to = query.indexOf('\n', at);
    long number = 1 + query.substring(0, from).chars().filter(c -> c == '\n').count();
    String line = query.substring(from, to < 0 ? query.length() : to).replace('\t', ' ');
    int column = at - from;
    if (line.length() > WIDTH) {
      int start = 0;
      int end = line.length();
      if (column + RIGHT < WIDTH) {
        end = WIDTH;
      } else if (end - column <= RIGHT) {
        start = end - WIDTH;
      } else {
        start = column + RIGHT - WIDTH;
        end = Math.min(column + RIGHT, line.length());
      }
      String cut = line.substring(start, end);
      column -= start;
      if (start > 0) {
        cut = "..." + cut;
        column += 3;
      }
      line = end < line.length() ? cut + "..." : cut;
    }
    String head = "LINE " + number + ": ";
    return head + line + "\n" + " ".repeat(head.length() + column) + "^\n";
  }
}
