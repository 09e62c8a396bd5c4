package zone.otta.ralf.benchmarks;

import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;

/** Appends to a stream of its own. */
final class Appends implements Contender {
  private final String name;
  private final Journal journal;
  private final StreamName stream;
  private final int batch;
  private final Events events;
  private long version;

  Appends(String name, Journal journal, int batch, int seed) {
    this.name = name;
    this.journal = journal;
    this.stream = StreamName.run(seed);
    this.batch = batch;
    this.events = new Events();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long run(long nanos) {
    long end = System.nanoTime() + nanos;
    long before = version;
    do {
      version =
          switch (journal.append(stream, version, events.next(batch))) {
            case Journal.Append.Stored stored -> stored.version();
            case Journal.Append.AlreadyStored stored -> stored.version();
            case Journal.Append.Conflict conflict ->
                throw new IllegalStateException("somebody else appends to " + stream);
          };
    } while (System.nanoTime() < end);
    return version - before;
  }

  /** The memory is its owner's to close. */
  @Override
  public void close() {}
}
