package zone.otta.ralf.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

/**
 * Brings what a journal file has and the memory has not yet into the memory: in the file's order,
 * with the same ids and hashes, so that a repetition finds it there. A stream of which the memory
 * has another history is never touched.
 */
public final class Shipping {
  private static final int PAGE = 500;
  private final Journal file;
  private final Journal memory;
  private final Map<StreamName, Long> versions = new HashMap<>();

  public Shipping(Journal file, Journal memory) {
    this.file = file;
    this.memory = memory;
  }

  /**
   * Ships what the memory has not yet. Looks at each stream's end there once; a stream that ends
   * there earlier than it should, as after a restore, is shipped from its start.
   *
   * @param from a position up to which everything was in the memory
   * @param upTo is told positions up to which everything is there now; 0 before it starts again
   * @return how many events this call stored
   * @throws PortException {@code RALF-J036} if the memory has another history of a stream; {@code
   *     RALF-J020} to {@code J024} if it cannot be used: the same call again goes on
   */
  public long ship(long from, LongConsumer upTo) {
    long stored = 0;
    long last = from;
    for (List<StoredEvent> page = file.readAll(last, PAGE);
        !page.isEmpty();
        page = file.readAll(last, PAGE)) {
      for (List<StoredEvent> append : appends(page)) {
        if (lacks(append.getFirst())) {
          upTo.accept(0);
          return stored + ship(0, upTo);
        }
        stored += ship(append);
        last = append.getLast().position();
        upTo.accept(last);
      }
    }
    return stored;
  }

  /**
   * Compares the end of every stream of the file with the memory's, event for event where that ends
   * earlier.
   *
   * @return how many events the memory has not yet
   * @throws PortException {@code RALF-J036} if it has something else, and as {@link #ship}
   */
  public long missing() {
    Map<StreamName, StoredEvent> ends = new HashMap<>();
    long last = 0;
    for (List<StoredEvent> page = file.readAll(last, PAGE);
        !page.isEmpty();
        page = file.readAll(last, PAGE)) {
      page.forEach(e -> ends.put(e.stream(), e));
      last = page.getLast().position();
    }
    long missing = 0;
    for (StoredEvent end : ends.values()) {
      missing += end.version() - agreed(end.stream(), end.version());
    }
    return missing;
  }

  /**
   * Whether all that the memory has of a stream is in the file too.
   *
   * @throws PortException {@code RALF-J036} if not, and as {@link #ship}
   */
  public void requireKnown(StreamName stream) {
    agreed(stream, file.head(stream).version());
  }

  /** Neighbours of the same stream. */
  private static List<List<StoredEvent>> appends(List<StoredEvent> page) {
    List<List<StoredEvent>> all = new ArrayList<>();
    for (StoredEvent event : page) {
      if (all.isEmpty() || !all.getLast().getLast().stream().equals(event.stream())) {
        all.add(new ArrayList<>());
      }
      all.getLast().add(event);
    }
    return all;
  }

  /** Whether the memory ends before what this event follows. */
  private boolean lacks(StoredEvent event) {
    return version(event.stream()) < event.version() - 1;
  }

  private long ship(List<StoredEvent> append) {
    StreamName stream = append.getFirst().stream();
    long there = version(stream);
    List<StoredEvent> rest = append.stream().filter(e -> e.version() > there).toList();
    if (rest.isEmpty()) {
      return 0;
    }
    long stored =
        switch (memory.append(stream, there, rest.stream().map(StoredEvent::event).toList())) {
          case Append.Stored s -> rest.size();
          case Append.AlreadyStored s -> 0;
          case Append.Conflict c -> throw diverged(stream, there + 1);
        };
    versions.put(stream, rest.getLast().version());
    return stored;
  }

  /** Where the stream ends in the memory, its history up to there being the file's. */
  private long version(StreamName stream) {
    Long known = versions.get(stream);
    if (known != null) {
      return known;
    }
    long found = agreed(stream, file.head(stream).version());
    versions.put(stream, found);
    return found;
  }

  private long agreed(StreamName stream, long end) {
    Journal.Head there = memory.head(stream);
    if (there.version() > end
        || !hash(file, stream, there.version()).equals(Optional.of(there.hash()))) {
      throw diverged(stream, Math.min(there.version(), end + 1));
    }
    return there.version();
  }

  private static Optional<ChainHash> hash(Journal journal, StreamName stream, long version) {
    return version == 0
        ? Optional.of(ChainHash.start(stream))
        : journal.readStream(stream, version - 1, 1).stream().map(StoredEvent::hash).findFirst();
  }

  static PortException diverged(StreamName stream, long version) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J036",
        Text.of(
            "the memory has another history of %s than this machine, at version %d"
                .formatted(stream, version),
            "das Gedächtnis hat eine andere Geschichte von %s als dieser Rechner, bei Version %d"
                .formatted(stream, version)),
        Text.of(
            "somebody else worked with another copy of this state directory; go on with the copy that the memory knows",
            "jemand hat mit einer anderen Kopie dieses Zustandsverzeichnisses gearbeitet; mit der weiterarbeiten, die das Gedächtnis kennt"));
  }
}
