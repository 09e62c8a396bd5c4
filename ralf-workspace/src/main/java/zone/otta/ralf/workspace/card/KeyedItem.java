package zone.otta.ralf.workspace.card;

import java.util.Optional;

/**
 * A list item that reads {@code key: value}.
 *
 * @param key folded
 * @param parameter what stands in parentheses behind the key
 */
record KeyedItem(
    String key, String written, Optional<String> parameter, Passage.Range place, Value value) {
  private static final int LONGEST_KEY = 80;

  static Optional<KeyedItem> of(Passage passage) {
    String text = passage.text();
    int colon = colon(text);
    if (colon < 0) {
      return Optional.empty();
    }
    String written = text.substring(0, colon);
    return Optional.of(
        new KeyedItem(
            Words.fold(withoutCheckbox(written)),
            Passage.prose(written.replaceAll("[*`]", "")),
            parameter(written),
            passage.range(0, colon),
            Value.at(passage, colon + 1)));
  }

  /** The first colon outside of back-ticks and parentheses that ends a word. */
  private static int colon(String text) {
    boolean code = false;
    int depth = 0;
    for (int i = 0; i < Math.min(text.length(), LONGEST_KEY); i++) {
      switch (text.charAt(i)) {
        case '`' -> code = !code;
        case '(' -> depth += code ? 0 : 1;
        case ')' -> depth -= code ? 0 : 1;
        case ':' -> {
          if (!code && depth <= 0 && endsWord(text, i)) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static boolean endsWord(String text, int colon) {
    return colon + 1 == text.length() || " \t*_`".indexOf(text.charAt(colon + 1)) >= 0;
  }

  private static String withoutCheckbox(String written) {
    return written.replaceFirst("^\\[[ xX]\\] ", "");
  }

  private static Optional<String> parameter(String written) {
    int open = written.indexOf('(');
    int close = written.lastIndexOf(')');
    return open >= 0 && close > open
        ? Optional.of(written.substring(open + 1, close).replace("`", "").strip())
        : Optional.empty();
  }
}
