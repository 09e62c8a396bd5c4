package zone.otta.ralf.dns.server;

/** What somebody without the server's key can do to an answer on its way, or instead of it. */
public enum Trick {
  /** "Done", with the right number and question, unsigned. The server hears nothing. */
  FORGED,
  /** The same, signed by another secret under the right key's name. */
  WRONG_KEY,
  /**
   * The signed answer to an update before, with the number of this one. The server hears nothing.
   */
  REPLAYED,
  /** The server's own answer, its code turned into "done". */
  RECODED,
  /** The server's own answer without its signature. */
  STRIPPED,
  /** The server's own answer under another number. */
  OTHER_NUMBER,
  /** The server's own answer to a question for another name. */
  OTHER_QUESTION,
  /** The first half of it, as a whole message. */
  HALF,
  /** The first half of it, then nothing more. */
  CUT,
  /** Octets that are no message. */
  GARBAGE,
  /** A message of no octets. */
  EMPTY,
  /** An octet now and then, for ever. */
  DRIP
}
