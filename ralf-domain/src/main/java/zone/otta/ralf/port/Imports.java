package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;

/**
 * Takes the past of another journal into this store: all of it in one transaction, once. Throws
 * {@link PortException} if the store cannot be used, {@code RALF-J021} if it was lost at the
 * commit: the same call again looks first whether the past is there.
 */
public interface Imports {
  /**
   * What is to be taken.
   *
   * @param source which journal it is: the id of its first event
   * @param file sum over the bytes of these events in its file
   * @param heads where its streams end; its position is the number of events
   */
  record Past(UUID source, Sha256 file, Anchor heads) {
    public Past {
      Objects.requireNonNull(source);
      Objects.requireNonNull(file);
      if (heads.position() < 1) {
        throw new IllegalArgumentException("a past without an event");
      }
    }
  }

  /**
   * A past that is there.
   *
   * @param store made once with its schema
   * @param first the position of its first event
   * @param now whether this call took it; else it was there already
   */
  record Taken(UUID store, Past past, long first, long last, boolean now) {}

  /**
   * What the store recorded of a past that it took, once.
   *
   * @param source as in {@link Past}
   * @param file as in {@link Past}
   * @param first the position of its first event here
   * @param last the position of its last event here: all between are of this past
   * @param heads the root of the anchor over these positions alone
   */
  record Batch(UUID source, Sha256 file, long first, long last, Sha256 heads) {
    public Batch {
      Objects.requireNonNull(source);
      Objects.requireNonNull(file);
      Objects.requireNonNull(heads);
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("positions " + first + " to " + last);
      }
    }

    /** How many events it has. */
    public long events() {
      return last - first + 1;
    }
  }

  /** The events of a past by their position in their own journal; an empty page ends it. */
  @FunctionalInterface
  interface Pages {
    List<StoredEvent> after(long position, int limit);
  }

  /** Which store this is. */
  UUID store();

  /** What is recorded of a source; empty if nothing of it was ever taken. */
  Optional<Batch> batch(UUID source);

  /**
   * Takes the first events of a journal in their order.
   *
   * @throws PortException {@code RALF-J031} if a stream of it is here already: histories are never
   *     merged; {@code RALF-J032} if this source was taken with other bytes; {@code RALF-J023} if
   *     the store is too old for it
   */
  Taken take(Past past, Pages events);

  /**
   * The root of the anchor over the positions of a taken past, computed anew by a connection of its
   * own; empty if no such past is there.
   */
  Optional<Sha256> readBack(Taken taken);
}
