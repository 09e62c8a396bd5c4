package zone.otta.ralf.plaintext;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.plaintext.TellingName.Rank;
import zone.otta.ralf.plaintext.Values.Form;

/**
 * Finds {@code password=...}, {@code Token: ...}, {@code <password>...}, {@code PASSWORD '...'},
 * {@code --password ...} and the like. Looks back from each sign to the name, so that the time
 * stays linear whatever stands in the text.
 */
final class Assignments {
  private static final int LONGEST = 512;
  private static final int LINE = 200;
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9]{0,60}_[A-Z0-9_]{1,60}");
  private final String text;
  private final Strictness strictness;
  private final List<Hit> hits;

  private Assignments(String text, Strictness strictness, List<Hit> hits) {
    this.text = text;
    this.strictness = strictness;
    this.hits = hits;
  }

  static void find(String text, Strictness strictness, List<Hit> hits) {
    new Assignments(text, strictness, hits).signs();
  }

  private void signs() {
    int at = 0;
    while (at < text.length()) {
      int end =
          switch (text.charAt(at)) {
            case ':', '=' -> assigned(at);
            case '>' -> element(at);
            case '\'', '"' -> quoted(at);
            case '-' -> option(at);
            case ',' -> argument(at);
            default -> at;
          };
      at = Math.max(at + 1, end);
    }
  }

  /** Behind a colon or an equals sign. Gives back where to go on. */
  private int assigned(int sign) {
    char next = at(sign + 1);
    if (next == '=' && text.charAt(sign) == '=' || next == '~' || before(sign, "=!<>")) {
      return sign + 1;
    }
    Optional<TellingName> name = TellingName.before(text, sign);
    if (name.isEmpty()) {
      return sign;
    }
    int after = next == '=' || next == '>' ? sign + 2 : sign + 1;
    boolean equals = text.charAt(sign) == '=' || next == '=';
    int start = skip(after, equals ? " \t" : "*_ \t");
    boolean close = equals && start == after;
    if (!equals && start == after && !isQuote(at(start)) && at(start) != '\\') {
      return tight(name.get(), start);
    }
    if (at(start) == '#' && start > after) {
      return sign;
    }
    if (insideQuotes(sign) && at(start) == '"') {
      return start + 1;
    }
    return value(name.get(), start, equals, close);
  }

  /** {@code name:value} without a blank: a setting more often than a secret. */
  private int tight(TellingName name, int start) {
    int end = wordEnd(start);
    boolean random = Randomness.key(text.substring(start, end));
    return random || strictness == Strictness.REFERENCES_ONLY
        ? value(name, start, false, false)
        : start;
  }

  private int value(TellingName name, int from, boolean equals, boolean close) {
    int start = at(from) == '\\' && isQuote(at(from + 1)) ? from + 1 : from;
    boolean quoted = isQuote(at(start));
    int begin = quoted ? start + 1 : start;
    int end = quoted ? quoteEnd(start) : wordEnd(start);
    if (!quoted && name.from() > 0 && "?&".indexOf(text.charAt(name.from() - 1)) >= 0) {
      end = upTo('&', begin, end);
    }
    if (!quoted && insideQuotes(begin)) {
      end = upTo('"', begin, end);
    }
    boolean alone = alone(end) || (inBraces(begin) && endsMember(end));
    String value = text.substring(Math.min(begin, end), end);
    if (!judge(name, value, begin, end, new Form(quoted, equals, close, false, alone))) {
      return Math.max(from, end);
    }
    return close && !quoted && startsLine(name.from()) ? restOfLine(end) : end;
  }

  private boolean judge(TellingName name, String value, int begin, int end, Form form) {
    Optional<Kind> kind = Values.judge(name, value, form, strictness);
    kind.ifPresent(k -> hits.add(new Hit(begin, end, k, Optional.of(name.text()))));
    return kind.isPresent();
  }

  /** In a file of variables the value goes on over blanks to the end of the line or a remark. */
  private int restOfLine(int end) {
    int last = end;
    while (last < text.length() && last < end + LONGEST && !lineEnd(text.charAt(last))) {
      if (text.charAt(last) == '#' && text.charAt(last - 1) == ' ') {
        break;
      }
      last++;
    }
    while (last > end && text.charAt(last - 1) == ' ') {
      last--;
    }
    if (last > end) {
      Hit hit = hits.removeLast();
      hits.add(new Hit(hit.from(), last, hit.kind(), hit.key()));
    }
    return last;
  }

  /** {@code <password>value</password>}. */
  private int element(int sign) {
    Optional<TellingName> name = TellingName.endingAt(text, sign);
    if (name.isEmpty() || !before(name.get().from(), "<:")) {
      return sign;
    }
    int end = sign + 1;
    while (end < text.length() && end < sign + LONGEST && text.charAt(end) != '<') {
      if (lineEnd(text.charAt(end))) {
        return sign;
      }
      end++;
    }
    String value = text.substring(sign + 1, end);
    judge(name.get(), value, sign + 1, end, new Form(true, false, false, false, true));
    return end;
  }

  /** {@code PASSWORD 'value'} of SQL, {@code secret "value"} of BIND: a blank and no sign. */
  private int quoted(int quote) {
    if (!before(quote, " \t")) {
      return quote;
    }
    int blanks = quote;
    while (blanks > 0 && quote - blanks < 8 && " \t".indexOf(text.charAt(blanks - 1)) >= 0) {
      blanks--;
    }
    Optional<TellingName> name =
        TellingName.endingAt(text, blanks).filter(n -> n.rank() != Rank.KEY);
    if (name.isEmpty() || (text.charAt(quote) == '"' && insideQuotes(quote))) {
      return quote;
    }
    int end = quoteEnd(quote);
    String value = text.substring(quote + 1, Math.max(quote + 1, end));
    boolean keyword = name.get().text().equals(name.get().text().toUpperCase(Locale.ROOT));
    boolean likely = keyword || (value.indexOf(' ') < 0 && Randomness.letterAndDigit(value, 6));
    if (likely) {
      judge(name.get(), value, quote + 1, end, new Form(true, false, false, true, true));
      return end;
    }
    return quote;
  }

  /** {@code --password value} on a command line. */
  private int option(int dash) {
    if (at(dash + 1) != '-' || before(dash, "-")) {
      return dash;
    }
    int end = dash + 2;
    while (end < text.length() && end < dash + 64 && (optional(text.charAt(end)))) {
      end++;
    }
    if (at(end) != ' ' || at(end + 1) == '-') {
      return dash + 1;
    }
    Optional<TellingName> name = TellingName.endingAt(text, end).filter(n -> n.rank() != Rank.KEY);
    return name.isPresent() ? value(name.get(), end + 1, false, false) : end;
  }

  /** {@code define('DB_PASSWORD', 'value')}: a constant's or variable's name and its value. */
  private int argument(int comma) {
    int start = skip(comma + 1, " ");
    if (!before(comma, "'\"") || (at(start) != '"' && at(start) != '\'')) {
      return comma;
    }
    Optional<TellingName> name =
        TellingName.endingAt(text, comma - 1).filter(n -> CONSTANT.matcher(n.text()).matches());
    if (name.isEmpty() || !before(name.get().from(), "'\"")) {
      return comma;
    }
    return value(name.get(), start, false, false);
  }

  private static boolean optional(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : '\n';
  }

  private boolean before(int i, String any) {
    return i > 0 && any.indexOf(text.charAt(i - 1)) >= 0;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean lineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Over blanks; behind a colon also over the end of emphasis: {@code **Passwort:** x}. */
  private int skip(int from, String over) {
    int i = from;
    while (i < text.length() && i < from + 16 && over.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private int wordEnd(int start) {
    int last = Math.min(text.length(), start + LONGEST);
    int end = start;
    while (end < last && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '`') {
      end++;
    }
    return end;
  }

  private int quoteEnd(int start) {
    int last = Math.min(text.length(), start + LONGEST);
    int end = start + 1;
    char quote = text.charAt(start);
    while (end < last && text.charAt(end) != quote && !lineEnd(text.charAt(end))) {
      end++;
    }
    return end > start + 1 && text.charAt(end - 1) == '\\' && before(start, "\\") ? end - 1 : end;
  }

  private int upTo(char stop, int begin, int end) {
    int at = text.indexOf(stop, begin);
    return at >= 0 && at < end ? at : end;
  }

  /** Whether a text in double quotes is open before the place, as far back as the line goes. */
  private boolean insideQuotes(int place) {
    boolean open = false;
    for (int i = place - 1; i >= 0 && i > place - LINE && !lineEnd(text.charAt(i)); i--) {
      if (text.charAt(i) == '"' && !before(i, "\\")) {
        open = !open;
      }
    }
    return open;
  }

  private boolean inBraces(int place) {
    for (int i = place - 1; i >= 0 && i > place - LINE && !lineEnd(text.charAt(i)); i--) {
      if (text.charAt(i) == '{') {
        return true;
      }
    }
    return false;
  }

  private boolean endsMember(int end) {
    return before(end, ",}");
  }

  /** Nothing but a remark follows: the word is the value, not a sentence's start. */
  private boolean alone(int end) {
    int i = end;
    while (i < text.length() && i < end + LONGEST && " \t|".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return lineEnd(at(i)) || at(i) == '(' || (at(i) == '#' && i > end);
  }

  private boolean startsLine(int name) {
    int i = name;
    while (i > 0 && i > name - 16 && !lineEnd(text.charAt(i - 1))) {
      i--;
    }
    String before = text.substring(i, name).strip();
    return (i == 0 || lineEnd(text.charAt(i - 1)))
        && (before.isEmpty() || before.equals("-") || before.equals("export"));
  }
}
