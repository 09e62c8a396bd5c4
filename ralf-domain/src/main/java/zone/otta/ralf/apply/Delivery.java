package zone.otta.ralf.apply;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.PortException;

/**
 * Brings a journal file's events into the memory, then what follows from them: records of runs, if
 * the memory has room for them, and the newest snapshots. Interrupted anywhere it may be done again
 * from where it was told that all is there.
 */
public final class Delivery {
  /** How many events at most are there without their records. */
  private static final int WINDOW = 1000;

  private final Shipping shipping;
  private final Journal memory;
  private final Optional<RunProjection> records;

  /**
   * @param records empty for a memory of an older schema
   */
  public Delivery(Journal file, Journal memory, Optional<RunProjection> records) {
    this.shipping = new Shipping(file, memory);
    this.memory = memory;
    this.records = records;
  }

  /**
   * Brings what is not there yet.
   *
   * @param from a position up to which all events were there
   * @param recorded one up to which all records were there, at most {@code from}
   * @param upTo is told positions up to which all is there now; a lower one than before if the
   *     memory was set back
   * @return how many events this call stored
   * @throws PortException as {@link Shipping#ship}
   */
  public long deliver(long from, long recorded, LongConsumer upTo) {
    var progress = new Progress(from, recorded, upTo);
    long stored = shipping.ship(from, progress::reached);
    progress.record();
    return stored;
  }

  /** Events that are there, and records that follow them. */
  private final class Progress {
    private final LongConsumer upTo;
    private long events;
    private long recorded;

    Progress(long events, long recorded, LongConsumer upTo) {
      this.events = events;
      this.recorded = recorded;
      this.upTo = upTo;
    }

    void reached(long position) {
      events = position;
      recorded = Math.min(recorded, position);
      if (position == 0) {
        upTo.accept(0);
      } else if (position - recorded >= WINDOW) {
        record();
      }
    }

    void record() {
      records.ifPresent(projection -> projection.project(recorded, events));
      recorded = events;
      upTo.accept(events);
    }
  }

  /**
   * Keeps there the newest snapshot of each stream and kind, where what it is of is there.
   *
   * @param newest of the file, taken before its events were brought
   */
  public void snapshots(List<Snapshot> newest) {
    for (Snapshot snapshot : newest) {
      Optional<Snapshot> there = memory.snapshot(snapshot.stream(), snapshot.kind());
      if (there.filter(t -> t.version() > snapshot.version() || t.equals(snapshot)).isEmpty()) {
        memory.putSnapshot(snapshot);
      }
    }
  }

  /** By what is known again that these snapshots were brought. */
  public static Sha256 sum(List<Snapshot> snapshots) {
    return Sha256.of(Json.array(snapshots, Records::toJson).canonical());
  }
}
