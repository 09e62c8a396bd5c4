package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/** A journal that says when something was appended. */
record WatchedJournal(Journal journal, Runnable appended) implements Journal {
  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    Append answer = journal.append(stream, expectedVersion, events);
    appended.run();
    return answer;
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
