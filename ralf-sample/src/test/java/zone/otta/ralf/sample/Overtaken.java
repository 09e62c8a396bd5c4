package zone.otta.ralf.sample;

import java.util.List;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.ForwardingJournal;
import zone.otta.ralf.port.Journal;

/** Lets another be faster just before the first append. */
final class Overtaken extends ForwardingJournal {
  private final Runnable other;
  private boolean overtaken;

  Overtaken(Journal journal, Runnable other) {
    super(journal);
    this.other = other;
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    if (!overtaken) {
      overtaken = true;
      other.run();
    }
    return super.append(stream, expectedVersion, events);
  }
}
