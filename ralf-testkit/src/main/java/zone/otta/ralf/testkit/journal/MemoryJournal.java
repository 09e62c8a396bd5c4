package zone.otta.ralf.testkit.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/** A journal in memory, for tests. Thread-safe; forgets everything with its JVM. */
public class MemoryJournal implements Journal {
  private static final int MAX_BATCH = 1000;
  private final List<StoredEvent> events = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();

  @Override
  public synchronized Head head(StreamName stream) {
    List<StoredEvent> stored = stream(stream).toList();
    return stored.isEmpty()
        ? new Head(0, ChainHash.start(stream))
        : new Head(stored.size(), stored.getLast().hash());
  }

  @Override
  public synchronized Append append(StreamName stream, long expectedVersion, List<NewEvent> batch) {
    check(batch);
    Head head = head(stream);
    if (head.version() != expectedVersion) {
      return retried(stream, expectedVersion, batch);
    }
    var ids = new HashSet<>(events.stream().map(stored -> stored.event().id()).toList());
    if (batch.stream().anyMatch(event -> ids.contains(event.id()))) {
      throw new IllegalArgumentException("an event of this id is stored elsewhere");
    }
    events.addAll(chained(stream, head, events.size(), batch));
    return new Append.Stored(head.version() + batch.size(), events.size());
  }

  private static void check(List<NewEvent> batch) {
    if (batch.isEmpty() || batch.size() > MAX_BATCH) {
      throw new IllegalArgumentException("a batch of " + batch.size() + " events");
    }
    if (batch.stream().map(NewEvent::id).distinct().count() != batch.size()) {
      throw new IllegalArgumentException("an id occurs twice in the batch");
    }
  }

  private Append retried(StreamName stream, long expected, List<NewEvent> batch) {
    List<StoredEvent> stored = stream(stream).toList();
    if (expected < 0 || expected > stored.size() - batch.size()) {
      return new Append.Conflict(stored.size());
    }
    Head before =
        new Head(
            expected,
            expected == 0 ? ChainHash.start(stream) : stored.get((int) expected - 1).hash());
    List<StoredEvent> there = stored.subList((int) expected, (int) expected + batch.size());
    boolean same =
        chained(stream, before, 0, batch).stream()
            .map(StoredEvent::hash)
            .toList()
            .equals(there.stream().map(StoredEvent::hash).toList());
    return same
        ? new Append.AlreadyStored(there.getLast().version(), there.getLast().position())
        : new Append.Conflict(stored.size());
  }

  private static List<StoredEvent> chained(
      StreamName stream, Head head, long position, List<NewEvent> batch) {
    List<StoredEvent> stored = new ArrayList<>();
    ChainHash hash = head.hash();
    for (NewEvent event : batch) {
      int number = stored.size() + 1;
      hash = hash.next(head.version() + number, event);
      stored.add(new StoredEvent(position + number, stream, head.version() + number, event, hash));
    }
    return stored;
  }

  @Override
  public synchronized List<StoredEvent> readStream(
      StreamName stream, long afterVersion, int limit) {
    return stream(stream)
        .filter(stored -> stored.version() > afterVersion)
        .limit(positive(limit))
        .toList();
  }

  @Override
  public synchronized List<StoredEvent> readAll(long afterPosition, int limit) {
    return events.stream()
        .filter(stored -> stored.position() > afterPosition)
        .limit(positive(limit))
        .toList();
  }

  @Override
  public synchronized void putSnapshot(Snapshot snapshot) {
    boolean fits =
        stream(snapshot.stream())
            .anyMatch(
                stored ->
                    stored.version() == snapshot.version()
                        && stored.hash().equals(snapshot.atHash()));
    if (!fits) {
      throw new IllegalArgumentException("a snapshot of another history");
    }
    snapshots.add(snapshot);
  }

  @Override
  public synchronized Optional<Snapshot> snapshot(
      StreamName stream, String kind, long upToVersion) {
    return snapshots.stream()
        .filter(s -> s.version() <= upToVersion)
        .filter(s -> s.stream().equals(stream) && s.kind().equals(kind))
        .reduce((one, other) -> other.version() >= one.version() ? other : one);
  }

  @Override
  public synchronized Optional<Text> verify() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  private Stream<StoredEvent> stream(StreamName stream) {
    return events.stream().filter(stored -> stored.stream().equals(stream));
  }

  private static int positive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return limit;
  }
}
