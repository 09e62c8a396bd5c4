package zone.otta.ralf.testkit.host;

/** What goes wrong with one call. */
public enum Trouble {
  /** The connection breaks before the call reaches the other side: it has no effect. */
  LOST_BEFORE,
  /** The call takes effect, then the connection breaks: no answer comes back. */
  LOST_AFTER,
  /** The answer breaks off in the middle. */
  CUT,
  /** The answer is nothing anybody knows. */
  GIBBERISH
}
