package zone.otta.ralf.cli.render;

/**
 * Makes foreign text (a card, Proxmox, apt, DNS) safe for a terminal: control characters, direction
 * marks and lone surrogates become visible. One line in, one line out.
 */
public final class SafeText {
  private SafeText() {}

  public static String of(String text) {
    return clean(text) ? text : rewrite(text, false);
  }

  /** The same for JSON: the characters are escaped as JSON does, the value stays. */
  static String json(String document) {
    return document.codePoints().noneMatch(c -> c != '\n' && hidden(c))
        ? document
        : rewrite(document, true);
  }

  private static boolean clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e && (hidden(c) || Character.isSurrogate(c))) {
        return false;
      }
    }
    return true;
  }

  private static String rewrite(String text, boolean json) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (json && c == '\n' || !hidden(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(visible(c, json));
              }
            });
    return out.toString();
  }

  private static String visible(int c, boolean json) {
    if (json && c > 0xffff) {
      return String.format(
          "\\u%04x\\u%04x", (int) Character.highSurrogate(c), (int) Character.lowSurrogate(c));
    }
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(json ? "\\u%04x" : "\\u{%x}", c);
    };
  }

  /** Whether a terminal would act on it, or show nothing, or turn the text around. */
  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
