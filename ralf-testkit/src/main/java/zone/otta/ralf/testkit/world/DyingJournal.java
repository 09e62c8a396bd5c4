package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/** A journal whose process dies right before, or right after, the n-th append. */
final class DyingJournal implements Journal {
  private final Journal journal;
  private final int at;
  private final boolean after;
  private int appends;

  DyingJournal(Journal journal, int at, boolean after) {
    this.journal = journal;
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
    Append append = journal.append(stream, expectedVersion, events);
    if (appends == at) {
      throw new SimulatedCrash("after the record of " + events.get(0).type());
    }
    return append;
  }

  @Override
  public Head head(StreamName stream) {
    return journal.head(stream);
  }

  @Override
  public List<StoredEvent> readStream(StreamName stream, long afterVersion, int limit) {
    return journal.readStream(stream, afterVersion, limit);
  }

  @Override
  public List<StoredEvent> readAll(long afterPosition, int limit) {
    return journal.readAll(afterPosition, limit);
  }

  @Override
  public void putSnapshot(Snapshot snapshot) {
    journal.putSnapshot(snapshot);
  }

  @Override
  public Optional<Snapshot> snapshot(StreamName stream, String kind, long upToVersion) {
    return journal.snapshot(stream, kind, upToVersion);
  }

  @Override
  public Optional<Text> verify() {
    return journal.verify();
  }

  @Override
  public void close() {
    journal.close();
  }
}
