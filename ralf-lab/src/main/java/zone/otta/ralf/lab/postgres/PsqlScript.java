package zone.otta.ralf.lab.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script into statements as psql's own lexer does: quotes, E'', dollar quotes, nested
 * comments, parentheses, BEGIN ATOMIC bodies. Backslash commands are refused.
 */
final class PsqlScript {
  /**
   * A statement and the line of the script where it ends, which is the line psql names in errors.
   */
  record Statement(String text, int lastLine) {}

  private final String s;
  private final List<Statement> statements = new ArrayList<>();
  private int start = -1;
  private int line = 1;
  private int parentheses;
  private int begins;
  private int words;
  private boolean create;

  private PsqlScript(String script) {
    s = script;
  }

  static List<Statement> split(String script) {
    return new PsqlScript(script).run();
  }

  private List<Statement> run() {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (start < 0) {
        if (Character.isWhitespace(c)) {
          continue;
        }
        if (s.startsWith("--", i)) {
          i = endOfLine(i) - 1;
          continue;
        }
        begin(i);
      }
      int end = Math.min(token(c, i), s.length());
      for (int k = i + 1; k <= end && k < s.length(); k++) {
        if (s.charAt(k) == '\n') {
          line++;
        }
      }
      i = Math.max(i, end);
    }
    if (start >= 0) {
      String rest = s.substring(start).stripTrailing();
      if (!rest.isEmpty()) {
        statements.add(new Statement(rest, line - (s.endsWith("\n") ? 1 : 0)));
      }
    }
    return statements;
  }

  private void begin(int i) {
    start = i;
    parentheses = 0;
    begins = 0;
    words = 0;
    create = false;
  }

  /** The index of the token's last character. */
  private int token(char c, int i) {
    return switch (c) {
      case '\\' ->
          throw new IllegalArgumentException(
              "psql:<stdin>:" + line + ": lab: not in the vocabulary: backslash commands");
      case '\'' -> quoted(i);
      case '"' -> orEnd(s.indexOf('"', i + 1));
      case '-' -> s.startsWith("--", i) ? endOfLine(i) - 1 : i;
      case '/' -> s.startsWith("/*", i) ? comment(i) : i;
      case '$' -> dollarQuoted(i);
      case '(' -> {
        parentheses++;
        yield i;
      }
      case ')' -> {
        parentheses = Math.max(0, parentheses - 1);
        yield i;
      }
      case ';' -> {
        if (parentheses == 0 && begins == 0) {
          if (i > start) {
            statements.add(new Statement(s.substring(start, i + 1), line));
          }
          start = -1;
        }
        yield i;
      }
      default -> Character.isLetter(c) ? word(i) : i;
    };
  }

  private int quoted(int i) {
    boolean escapes = i > 0 && (s.charAt(i - 1) | 32) == 'e' && (i < 2 || !identifier(i - 2));
    for (int end = i + 1; end < s.length(); end++) {
      char d = s.charAt(end);
      if (escapes && d == '\\') {
        end++;
      } else if (d == '\'') {
        if (end + 1 >= s.length() || s.charAt(end + 1) != '\'') {
          return end;
        }
        end++;
      }
    }
    return s.length();
  }

  private int comment(int i) {
    int depth = 1;
    int end = i + 2;
    while (depth > 0 && end < s.length()) {
      if (s.startsWith("*/", end)) {
        depth--;
        end += 2;
      } else if (s.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else {
        end++;
      }
    }
    return end - 1;
  }

  private int dollarQuoted(int i) {
    if (i > 0 && identifier(i - 1)) {
      return i;
    }
    int t = i + 1;
    while (t < s.length() && identifier(t) && s.charAt(t) != '$') {
      t++;
    }
    if (t >= s.length() || s.charAt(t) != '$' || Character.isDigit(s.charAt(i + 1))) {
      return i;
    }
    String tag = s.substring(i, t + 1);
    int close = s.indexOf(tag, t + 1);
    return close < 0 ? s.length() : close + tag.length() - 1;
  }

  private int word(int i) {
    int end = i;
    while (end + 1 < s.length() && identifier(end + 1)) {
      end++;
    }
    String word = s.substring(i, end + 1).toLowerCase(Locale.ROOT);
    words++;
    if (words == 1) {
      create = word.equals("create");
    }
    if (create && (word.equals("begin") || (begins > 0 && word.equals("case")))) {
      begins++;
    } else if (create && begins > 0 && word.equals("end")) {
      begins--;
    }
    return end;
  }

  private boolean identifier(int at) {
    char c = s.charAt(at);
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }

  private int endOfLine(int i) {
    return orEnd(s.indexOf('\n', i));
  }

  private int orEnd(int index) {
    return index < 0 ? s.length() : index;
  }
}
