package zone.otta.ralf.workspace.card;

import java.text.Normalizer;

/**
 * A value with its place. {@code from} and {@code to} cover the back-ticks too.
 *
 * @param text without back-ticks and without the remark in parentheses behind it
 * @param all everything behind the key
 */
record Value(Passage passage, String text, String all, int from, int to) {
  private static final int LONGEST = 300;

  /** The value that starts at the offset: in back-ticks, or up to a remark in parentheses. */
  static Value at(Passage passage, int offset) {
    String text = passage.text();
    int from = offset;
    while (from < text.length() && "*_ \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int end = text.indexOf('`', from + 1);
    if (from < text.length() && text.charAt(from) == '`' && end > 0) {
      return of(passage, from + 1, end, from, end + 1);
    }
    int remark = text.indexOf(" (", from);
    int to = remark < 0 ? text.length() : remark;
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return of(passage, from, to, from, to);
  }

  private static Value of(Passage passage, int textFrom, int textTo, int from, int to) {
    String text = passage.text().substring(textFrom, Math.min(textTo, textFrom + LONGEST));
    return new Value(
        passage,
        Normalizer.normalize(text, Normalizer.Form.NFC).replace("\\", "").strip(),
        Passage.prose(passage.text().substring(from)),
        from,
        to);
  }

  boolean blank() {
    return text.isBlank();
  }

  /** For marking: never empty where there is anything to mark. */
  Passage.Range range() {
    return passage.range(from, to);
  }

  /** Whether a secret stood here and was blotted out. */
  boolean blotted() {
    return all.contains("****");
  }
}
