package zone.otta.ralf.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/**
 * A journal as it was at a time: only what had happened by then, by the clocks of those who wrote
 * it. Positions and versions stay, so there are gaps where a clock was ahead. Nothing can be added.
 */
public final class PastJournal implements Journal {
  private static final int PAGE = 500;
  private final Journal journal;
  private final long untilUs;

  /**
   * @param untilUs the last microsecond since 1970 that counts
   */
  public PastJournal(Journal journal, long untilUs) {
    this.journal = journal;
    this.untilUs = untilUs;
  }

  @Override
  public Head head(StreamName stream) {
    List<StoredEvent> all = readStream(stream, 0, Integer.MAX_VALUE);
    return all.isEmpty()
        ? new Head(0, ChainHash.start(stream))
        : new Head(all.getLast().version(), all.getLast().hash());
  }

  @Override
  public List<StoredEvent> readStream(StreamName stream, long afterVersion, int limit) {
    return read(
        after -> journal.readStream(stream, after, PAGE),
        StoredEvent::version,
        afterVersion,
        limit);
  }

  @Override
  public List<StoredEvent> readAll(long afterPosition, int limit) {
    return read(after -> journal.readAll(after, PAGE), StoredEvent::position, afterPosition, limit);
  }

  private List<StoredEvent> read(
      LongFunction<List<StoredEvent>> pages,
      ToLongFunction<StoredEvent> place,
      long from,
      int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    List<StoredEvent> past = new ArrayList<>();
    long after = from;
    for (var page = pages.apply(after); !page.isEmpty(); page = pages.apply(after)) {
      for (StoredEvent event : page) {
        if (event.event().occurredUs() <= untilUs) {
          past.add(event);
          if (past.size() == limit) {
            return List.copyOf(past);
          }
        }
      }
      after = place.applyAsLong(page.getLast());
    }
    return List.copyOf(past);
  }

  @Override
  public Optional<Snapshot> snapshot(StreamName stream, String kind, long upToVersion) {
    return journal.snapshot(stream, kind, Math.min(upToVersion, head(stream).version()));
  }

  /** Of the whole journal. */
  @Override
  public Optional<Text> verify() {
    return journal.verify();
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    throw new IllegalStateException("the past does not change");
  }

  @Override
  public void putSnapshot(Snapshot snapshot) {
    throw new IllegalStateException("the past does not change");
  }

  @Override
  public void close() {
    journal.close();
  }
}
