package zone.otta.ralf.cli.phases;

import java.util.List;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.ForwardingJournal;
import zone.otta.ralf.port.Journal;

/** A journal that says when something was appended. */
final class WatchedJournal extends ForwardingJournal {
  private final Runnable appended;

  WatchedJournal(Journal journal, Runnable appended) {
    super(journal);
    this.appended = appended;
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    Append answer = super.append(stream, expectedVersion, events);
    appended.run();
    return answer;
  }
}
