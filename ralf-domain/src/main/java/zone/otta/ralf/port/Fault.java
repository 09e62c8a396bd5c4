package zone.otta.ralf.port;

/** How the world failed. */
public enum Fault {
  /** No answer, or the connection was lost: the outcome is unknown and must be looked up. */
  UNREACHABLE,
  /** It answered no: a right, a key, a lock, a policy. */
  REFUSED,
  /** It answered that something else is in the way. */
  CONFLICT,
  /** It answered something RALF does not know. Nothing is concluded from it. */
  NOT_UNDERSTOOD
}
