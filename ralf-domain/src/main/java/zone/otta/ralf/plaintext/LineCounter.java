package zone.otta.ralf.plaintext;

/**
 * Tells the lines of places in a text, asked for in their order. CRLF, LF and CR end a line. Not
 * thread-safe.
 */
public final class LineCounter {
  private final String text;
  private int line;
  private int start;
  private int at;

  public LineCounter(String text) {
    this.text = text;
  }

  /** Goes on to the place, which is not before the last one. */
  public void to(int place) {
    while (at < place) {
      char c = text.charAt(at++);
      boolean crlf = c == '\r' && at < text.length() && text.charAt(at) == '\n';
      if ((c == '\n' || c == '\r') && !crlf) {
        line++;
        start = at;
      }
    }
  }

  /** The line of the place, counted from 0. */
  public int line() {
    return line;
  }

  /** Where this line begins. */
  public int start() {
    return start;
  }
}
