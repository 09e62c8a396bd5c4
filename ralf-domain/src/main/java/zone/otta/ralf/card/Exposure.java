package zone.otta.ralf.card;

/** What the card says about the public network. */
public enum Exposure {
  /** Nothing is said: internal only. */
  UNSTATED,
  /** Said to be internal only. */
  NONE,
  /** The card asks for public exposure. */
  PUBLIC
}
