package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** A journal in front of another one: hands on every call that a subclass does not take. */
public abstract class ForwardingJournal implements Journal {
  private final Journal journal;

  protected ForwardingJournal(Journal journal) {
    this.journal = Objects.requireNonNull(journal);
  }

  @Override
  public Head head(StreamName stream) {
    return journal.head(stream);
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    return journal.append(stream, expectedVersion, events);
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
