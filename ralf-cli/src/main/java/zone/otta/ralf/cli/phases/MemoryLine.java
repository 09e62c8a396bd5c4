package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * The way to the memory that the journal was handed over to, apart from what the command itself
 * does with the world: made at its first use, and anew after it failed. Thread-safe; one use at a
 * time.
 */
final class MemoryLine implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private Optional<Opened> opened = Optional.empty();

  private record Opened(OpenWorld world, OpenMemory memory) implements AutoCloseable {
    @Override
    public void close() {
      try (world) {
        memory.close();
      }
    }
  }

  MemoryLine(Session session, Workspace workspace, Ledger ledger) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
  }

  /**
   * Lends the memory for one use.
   *
   * @throws PortException {@code RALF-J020} if the service that it is in is gone, and what the use
   *     throws
   */
  synchronized <T> T with(Event.HandedOver handed, Function<OpenMemory, T> use) {
    try {
      return use.apply(open(handed));
    } catch (PortException e) {
      if (e.fault() != Fault.CONFLICT) {
        drop();
      }
      throw e;
    }
  }

  private OpenMemory open(Event.HandedOver handed) {
    if (opened.isEmpty()) {
      MemoryService place =
          MemoryService.there(handed.service(), ledger).orElseThrow(() -> gone(handed));
      OpenWorld world = workspace.open(session, ledger.state());
      opened =
          Optional.of(
              new Opened(
                  world, world.memory(place.deployment(), place.certificate(), LIMIT, PATIENCE)));
    }
    return opened.get().memory();
  }

  /** Ends what is open; the next use makes it anew. */
  synchronized void drop() {
    Optional<Opened> former = opened;
    opened = Optional.empty();
    former.ifPresent(Opened::close);
  }

  @Override
  public void close() {
    drop();
  }

  private static PortException gone(Event.HandedOver handed) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-J020",
        Text.of(
            "the service that is the memory is gone: " + handed.service(),
            "der Dienst, der das Gedächtnis ist, ist weg: " + handed.service()),
        Text.of(
            "deploy it again, then `ralf journal handover`: the file has everything",
            "ihn wieder ausbringen, dann `ralf journal handover`: die Datei hat alles"));
  }
}
