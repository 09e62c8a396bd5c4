package zone.otta.ralf.lab.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A remote command as a POSIX shell would split it: leading assignments, then words. Everything
 * that is more than words and quotes is refused, so that no command works by luck.
 */
public record Words(Map<String, String> environment, List<String> argv) {
  private static final String MORE_THAN_WORDS = "$`|&;<>()*?[{!~\n\r\0";
  private static final String PLAIN =
      "[A-Za-z0-9_@%+:,./][A-Za-z0-9_@%+=:,./-]*|-[A-Za-z0-9_@%+=:,./-]*";

  public Words {
    environment = Map.copyOf(environment);
    argv = List.copyOf(argv);
  }

  /**
   * @throws IllegalArgumentException if the line is more than assignments, words and quotes
   */
  public static Words parse(String line) {
    return new Splitter(line).split();
  }

  /** The other direction: what a shell reads back as the same words. */
  public static String quote(List<String> argv) {
    var line = new StringJoiner(" ");
    for (int i = 0; i < argv.size(); i++) {
      String word = argv.get(i);
      if (word.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("NUL in an argument");
      }
      boolean plain = word.matches(PLAIN) && !(i == 0 && word.indexOf('=') >= 0);
      line.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return line.toString();
  }

  private static final class Splitter {
    private final String line;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> argv = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean quoted;
    private int assignedAt = -1;

    Splitter(String line) {
      this.line = line;
    }

    Words split() {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == ' ' || c == '\t') {
          end();
          continue;
        }
        if (!inWord && c == '#') {
          throw refuse(c, i);
        }
        inWord = true;
        i = one(c, i);
      }
      end();
      return new Words(environment, argv);
    }

    /** Takes one character or one quoted part; answers the index of its last character. */
    private int one(char c, int i) {
      switch (c) {
        case '\'' -> {
          quoted = true;
          return singleQuoted(i);
        }
        case '"' -> {
          quoted = true;
          return doubleQuoted(i);
        }
        case '\\' -> {
          quoted = true;
          if (i + 1 >= line.length()) {
            throw refuse(c, i);
          }
          if (line.charAt(i + 1) != '\n') {
            word.append(line.charAt(i + 1));
          }
          return i + 1;
        }
        case '=' -> {
          if (argv.isEmpty() && !quoted && assignedAt < 0 && name(word)) {
            assignedAt = word.length();
          }
          word.append(c);
          return i;
        }
        default -> {
          if (MORE_THAN_WORDS.indexOf(c) >= 0) {
            throw refuse(c, i);
          }
          word.append(c);
          return i;
        }
      }
    }

    private int singleQuoted(int i) {
      int close = line.indexOf('\'', i + 1);
      if (close < 0) {
        throw new IllegalArgumentException("unexpected EOF while looking for matching `''");
      }
      word.append(line, i + 1, close);
      return close;
    }

    private int doubleQuoted(int start) {
      for (int i = start + 1; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '"') {
          return i;
        }
        if (c == '$' || c == '`') {
          throw refuse(c, i);
        }
        if (c == '\\' && i + 1 < line.length() && "$`\"\\\n".indexOf(line.charAt(i + 1)) >= 0) {
          i++;
          if (line.charAt(i) != '\n') {
            word.append(line.charAt(i));
          }
        } else {
          word.append(c);
        }
      }
      throw new IllegalArgumentException("unexpected EOF while looking for matching `\"'");
    }

    private void end() {
      if (!inWord) {
        return;
      }
      if (assignedAt >= 0) {
        environment.put(word.substring(0, assignedAt), word.substring(assignedAt + 1));
      } else if (!word.isEmpty() || quoted) {
        argv.add(word.toString());
      }
      word.setLength(0);
      inWord = false;
      quoted = false;
      assignedAt = -1;
    }

    private static boolean name(CharSequence text) {
      return text.toString().matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    private static IllegalArgumentException refuse(char c, int at) {
      return new IllegalArgumentException(
          "the lab runs words only, no shell: character 0x" + Integer.toHexString(c) + " at " + at);
    }
  }
}
