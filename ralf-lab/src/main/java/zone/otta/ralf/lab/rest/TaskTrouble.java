package zone.otta.ralf.lab.rest;

/** What happens to one task on purpose. */
public sealed interface TaskTrouble {
  /** It does nothing and ends with this text; a create cleans up after itself. */
  record Fails(String text) implements TaskTrouble {}

  /** It does its work and warns. */
  record Warns(String text) implements TaskTrouble {}

  /** Its worker is killed before it does anything; nothing is cleaned up. */
  record Killed() implements TaskTrouble {}
}
