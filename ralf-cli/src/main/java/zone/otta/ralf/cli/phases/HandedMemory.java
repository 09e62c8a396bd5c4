package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Event;

/** The memory that this workspace was handed over to, opened for one piece of work. */
public final class HandedMemory {
  /** For calls that read everything, or store it. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Duration SHORT = Duration.ofSeconds(20);

  private final Session session;

  public HandedMemory(Session session) {
    this.session = session;
  }

  /** What is done with it. */
  @FunctionalInterface
  interface Work<T> {
    T with(OpenMemory memory, MemoryService place, Ledger ledger);
  }

  /**
   * Opens it; the one that was handed over to must still be the same store.
   *
   * @param service another service's memory, whichever store answers; empty: the one that was
   *     handed over to
   * @throws Refused {@code RALF-J033} if nothing was handed over, or the service is not there
   * @throws zone.otta.ralf.port.PortException {@code RALF-J020} to {@code J024} if it cannot be
   *     used
   */
  <T> T open(Optional<String> service, Work<T> work) {
    return open(service, LONG, work);
  }

  private <T> T open(Optional<String> service, Duration limit, Work<T> work) {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Optional<Event.HandedOver> handed =
          service.isPresent()
              ? Optional.empty()
              : Optional.of(
                  ledger.handedOver().orElseThrow(() -> new Refused(Exit.BLOCKER, nothing())));
      MemoryService place =
          MemoryService.find(service.or(() -> handed.map(h -> h.service().value())), ledger);
      try (OpenMemory memory = world.memory(place.deployment(), place.certificate(), limit)) {
        handed.ifPresent(h -> memory.of(h.store()));
        return work.with(memory, place, ledger);
      }
    }
  }

  /** Takes an anchor of it, which it records as well. */
  public Anchor anchor() {
    return open(Optional.empty(), SHORT, (memory, place, ledger) -> memory.anchors().take());
  }

  private static Finding nothing() {
    return Finding.blocker(
            "RALF-J033",
            Text.of(
                "this journal was not handed over to a memory",
                "dieses Journal wurde an kein Gedächtnis übergeben"))
        .help(Text.same("ralf journal handover"));
  }
}
