package zone.otta.ralf.apply;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;

/**
 * A snapshot that a run of ours took: by an operation of its own, or before a change.
 *
 * @param atUs when it was seen to be there, microseconds since 1970
 */
public record TakenSnapshot(SnapshotName name, long run, long atUs) {
  /** Empty if the event tells of something else, or of a snapshot that was there already. */
  static Optional<TakenSnapshot> of(Event.Verified event, long run, long atUs) {
    return event.changed() && event.name().startsWith(Step.TakeSnapshot.PREFIX)
        ? SnapshotName.parse(event.name().substring(Step.TakeSnapshot.PREFIX.length()))
            .map(name -> new TakenSnapshot(name, run, atUs))
        : Optional.empty();
  }

  /** To the second. */
  public Instant at() {
    return Instant.EPOCH.plus(atUs, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
  }
}
