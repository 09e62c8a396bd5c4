package zone.otta.ralf.apply;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.EventId;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/** Writes one stream. The expected head fences: if somebody else wrote, this writer ends. */
public final class RunLog {
  private final Journal journal;
  private final StreamName stream;
  private final InstantSource clock;
  private long version;

  public RunLog(Journal journal, StreamName stream, InstantSource clock) {
    this.journal = journal;
    this.stream = stream;
    this.clock = clock;
    this.version = journal.head(stream).version();
  }

  /**
   * Durable when it returns.
   *
   * @return the stream's version with this event
   * @throws PortException {@code CONFLICT} if another writer was faster
   */
  public long append(Event event) {
    Instant now = clock.instant();
    var stored = event.stored(EventId.at(now), micros(now));
    version =
        switch (journal.append(stream, version, List.of(stored))) {
          case Journal.Append.Stored s -> s.version();
          case Journal.Append.AlreadyStored s -> s.version();
          case Journal.Append.Conflict conflict -> throw fenced(conflict);
        };
    return version;
  }

  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private PortException fenced(Journal.Append.Conflict conflict) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J010",
        Text.of(
            "another RALF wrote to " + stream + " (at version " + conflict.actualVersion() + ")",
            "ein anderes RALF hat in "
                + stream
                + " geschrieben (Version "
                + conflict.actualVersion()
                + ")"),
        Text.of("see `ralf status`, then resume", "`ralf status` ansehen, dann fortsetzen"));
  }
}
