package zone.otta.ralf.benchmarks;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** Journals of some streams whose events take turns, each another one. Not thread-safe. */
final class Pasts {
  private static final int STREAMS = 20;
  private final int size;
  private final Events events = new Events();
  private long made;

  /**
   * @param size events of one
   */
  Pasts(int size, int seed) {
    this.size = size;
    this.made = seed * 1_000_000L;
  }

  List<StoredEvent> next() {
    List<StoredEvent> past = new ArrayList<>(size);
    List<StreamName> streams = new ArrayList<>();
    List<ChainHash> hashes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int of = i % STREAMS;
      if (i < STREAMS) {
        StreamName stream = StreamName.run(++made);
        streams.add(stream);
        hashes.add(ChainHash.start(stream));
      }
      long version = 1 + i / STREAMS;
      NewEvent event = events.next();
      hashes.set(of, hashes.get(of).next(version, event));
      past.add(new StoredEvent(i + 1, streams.get(of), version, event, hashes.get(of)));
    }
    return past;
  }
}
