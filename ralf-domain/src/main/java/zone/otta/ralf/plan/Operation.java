package zone.otta.ralf.plan;

/** What a person may want of a service that exists, beside bringing it to what its card says. */
public sealed interface Operation {
  /** Keep its present state under a name. */
  record Snapshot(SnapshotName name) implements Operation {}

  /** Put it back to a snapshot; what came after it is lost. */
  record RollBack(SnapshotName to) implements Operation {}

  /** Give it another login secret, and prove that the present one opens nothing any more. */
  record Rotate() implements Operation {}

  /** Remove it: its names, its container, its volumes. The journal stays. */
  record Destroy() implements Operation {}
}
