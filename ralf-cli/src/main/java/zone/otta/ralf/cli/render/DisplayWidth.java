package zone.otta.ralf.cli.render;

import java.lang.Character.UnicodeScript;

/** How many columns a terminal needs for a text that is already safe. */
final class DisplayWidth {
  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> wide(c) ? 2 : 1;
    };
  }

  /** East Asian wide and full-width characters, and pictographs. */
  private static boolean wide(int c) {
    if (c < 0x1100) {
      return false;
    }
    if (c >= 0x1f300 && c <= 0x1faff || c >= 0xff01 && c <= 0xff60 || c >= 0x3000 && c <= 0x303e) {
      return true;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL && c < 0xd7b0;
  }

  /** At most so many columns; what is cut off ends with an ellipsis. */
  static String fit(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    var out = new StringBuilder();
    int used = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      used += of(c);
      if (used > columns) {
        break;
      }
      out.appendCodePoint(c);
    }
    return out + "…";
  }

  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }
}
