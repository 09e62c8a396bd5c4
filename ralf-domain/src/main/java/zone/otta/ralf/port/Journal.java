package zone.otta.ralf.port;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/**
 * RALF's memory: streams of events, each a hash chain. Rules: docs/contracts/journal.md. An append
 * is atomic and durable when it returns; the expected head fences a second writer. Throws {@link
 * PortException} if the store cannot be used or is damaged (the message has the position).
 */
public interface Journal extends AutoCloseable {
  /** Where a stream ends; version 0 and the start hash if it has no event. */
  record Head(long version, ChainHash hash) {}

  /** What an append came to. */
  sealed interface Append {
    record Stored(long version, long position) implements Append {}

    /** The same events (by id) already stand at this place: a retry after a lost reply. */
    record AlreadyStored(long version, long position) implements Append {}

    /** Somebody else appended first; nothing was stored. */
    record Conflict(long actualVersion) implements Append {}
  }

  /** The state of something at an event; valid only while the event's hash is {@code atHash}. */
  record Snapshot(StreamName stream, String kind, long version, ChainHash atHash, String state) {}

  Head head(StreamName stream);

  /** All events or none. Between 1 and 1000 events. */
  Append append(StreamName stream, long expectedVersion, List<NewEvent> events);

  /** In order of version, at most {@code limit}. */
  List<StoredEvent> readStream(StreamName stream, long afterVersion, int limit);

  /** In order of position, at most {@code limit}. */
  List<StoredEvent> readAll(long afterPosition, int limit);

  /**
   * Keeps a snapshot beside the journal.
   *
   * @throws IllegalArgumentException if the event's hash is another
   */
  void putSnapshot(Snapshot snapshot);

  /** The newest valid snapshot. */
  default Optional<Snapshot> snapshot(StreamName stream, String kind) {
    return snapshot(stream, kind, Long.MAX_VALUE);
  }

  /** The newest valid snapshot of a version up to the given one. */
  Optional<Snapshot> snapshot(StreamName stream, String kind, long upToVersion);

  /** Recomputes everything; empty if all is well, else what is broken first and where. */
  Optional<Text> verify();

  @Override
  void close();
}
