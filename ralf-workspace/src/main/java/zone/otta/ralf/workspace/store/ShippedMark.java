package zone.otta.ralf.workspace.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.json.JsonReading;

/**
 * Up to where the memory has the journal's events, {@code shipped.json}. It only saves looking: one
 * that is lost or cannot be understood counts as not there.
 */
public final class ShippedMark {
  private static final int MAX_BYTES = 4096;

  /**
   * What was known when it was written.
   *
   * @param store which memory
   * @param position the last position of the file up to which it has everything
   * @param runs how many runs the memory's own service had
   * @param records whether the records that follow from these events are there too; not so for a
   *     memory that had no room for them, nor in marks of the first versions
   * @param snapshots sum over the snapshots that were brought last
   */
  public record Mark(
      UUID store, long position, long runs, Optional<Boolean> records, Optional<Sha256> snapshots) {
    /** Nothing is known to be there. */
    public static Mark start(UUID store, long runs) {
      return new Mark(store, 0, runs, Optional.of(true), Optional.empty());
    }

    /** Moved on; back at 0 nothing is known of the snapshots either. */
    public Mark at(long reached, boolean withRecords) {
      return new Mark(
          store,
          reached,
          runs,
          Optional.of(withRecords),
          reached == 0 ? Optional.empty() : snapshots);
    }

    /** The snapshots of this sum are there. */
    public Mark with(Optional<Sha256> brought) {
      return new Mark(store, position, runs, records, brought);
    }

    /** Up to where the records are there. */
    public long recorded() {
      return records.orElse(false) ? position : 0;
    }
  }

  private final Path file;

  public ShippedMark(StateDirectory state) {
    this.file = state.shipped();
  }

  public Optional<Mark> get() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return switch (new JsonReader(MAX_BYTES).read(SmallFile.read(file, MAX_BYTES))) {
      case JsonReading.Parsed parsed -> mark(parsed.value());
      case JsonReading.Malformed malformed -> Optional.empty();
    };
  }

  private static Optional<Mark> mark(Json json) {
    try {
      return Optional.of(Records.fromJson(Mark.class, json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public void put(Mark mark) {
    DurableFile.write(file, Records.toJson(mark).compact() + "\n");
  }
}
