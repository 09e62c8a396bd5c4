package zone.otta.ralf.testkit.world;

import java.util.List;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.ForwardingJournal;
import zone.otta.ralf.port.Journal;

/** A journal whose process dies right before, or right after, the n-th append. */
final class DyingJournal extends ForwardingJournal {
  private final int at;
  private final boolean after;
  private int appends;

  DyingJournal(Journal journal, int at, boolean after) {
    super(journal);
    this.at = at;
    this.after = after;
  }

  int appends() {
    return appends;
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    appends++;
    if (appends == at && !after) {
      throw new SimulatedCrash("before the record of " + events.get(0).type());
    }
    Append append = super.append(stream, expectedVersion, events);
    if (appends == at) {
      throw new SimulatedCrash("after the record of " + events.get(0).type());
    }
    return append;
  }
}
