package zone.otta.ralf.history;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/**
 * The events of a journal from a place on, in order: of all streams or of one. At the end it yields
 * nothing, and later what was appended since.
 */
public final class EventFeed {
  private final Journal journal;
  private final Optional<StreamName> stream;

  /** A version where there is a stream, else a position. */
  private long after;

  private EventFeed(Journal journal, Optional<StreamName> stream, long after) {
    this.journal = journal;
    this.stream = stream;
    this.after = after;
  }

  /**
   * What comes after a position.
   *
   * @param stream empty: all
   */
  public static EventFeed after(Journal journal, Optional<StreamName> stream, long position) {
    return new EventFeed(
        journal, stream, stream.map(s -> version(journal, s, position)).orElse(position));
  }

  /**
   * The newest {@code count} events, and what comes after them.
   *
   * @param stream empty: all
   */
  public static EventFeed newest(Journal journal, Optional<StreamName> stream, int count) {
    long last = stream.map(s -> journal.head(s).version()).orElseGet(() -> lastPosition(journal));
    return new EventFeed(journal, stream, Math.max(0, last - count));
  }

  /** At most {@code limit}; empty if there is nothing more now. */
  public List<StoredEvent> next(int limit) {
    List<StoredEvent> page =
        stream
            .map(s -> journal.readStream(s, after, limit))
            .orElseGet(() -> journal.readAll(after, limit));
    if (!page.isEmpty()) {
      StoredEvent last = page.getLast();
      after = stream.isPresent() ? last.version() : last.position();
    }
    return page;
  }

  /**
   * The position of a journal's last event, 0 if it has none; asks for some events only, since
   * positions have no gaps.
   */
  public static long lastPosition(Journal journal) {
    LongPredicate there = position -> !journal.readAll(position - 1, 1).isEmpty();
    long beyond = 1;
    while (there.test(beyond)) {
      beyond *= 2;
    }
    return greatest(beyond / 2, beyond - 1, there);
  }

  /** The stream's last version up to a position. */
  private static long version(Journal journal, StreamName stream, long position) {
    return position < 1
        ? 0
        : greatest(
            0,
            journal.head(stream).version(),
            version ->
                journal.readStream(stream, version - 1, 1).getFirst().position() <= position);
  }

  /** The greatest number for which it holds, in a range where it holds up to some number. */
  private static long greatest(long from, long to, LongPredicate holds) {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
