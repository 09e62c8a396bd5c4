package zone.otta.ralf.postgresql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;

/**
 * An append with the hashes its events will have: the server computes them again and refuses if
 * they differ.
 */
record Appending(StreamName stream, long expected, List<NewEvent> events, List<ChainHash> hashes) {
  static final int MAX_EVENTS = 1000;

  Appending {
    events = List.copyOf(events);
    hashes = List.copyOf(hashes);
  }

  /**
   * @param before the hash at the expected version
   */
  static Appending after(
      ChainHash before, StreamName stream, long expected, List<NewEvent> events) {
    List<ChainHash> hashes = new ArrayList<>(events.size());
    ChainHash hash = before;
    for (NewEvent event : events) {
      hash = hash.next(expected + hashes.size() + 1, event);
      hashes.add(hash);
    }
    return new Appending(stream, expected, events, hashes);
  }

  /** What no journal takes. */
  static void check(List<NewEvent> events) {
    if (events.isEmpty() || events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException("a batch of " + events.size() + " events");
    }
    Set<UUID> ids = new HashSet<>();
    for (NewEvent event : events) {
      if (!ids.add(event.id())) {
        throw new IllegalArgumentException("an id occurs twice in the batch");
      }
    }
  }

  ChainHash last() {
    return hashes.getLast();
  }

  /** How large it is, about. */
  long size() {
    return events.stream().mapToLong(e -> e.payload().length()).sum();
  }
}
