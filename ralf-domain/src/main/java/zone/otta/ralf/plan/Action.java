package zone.otta.ralf.plan;

/** What a plan does to a thing. */
public enum Action {
  CREATE,
  UPDATE,
  DELETE,
  KEEP
}
