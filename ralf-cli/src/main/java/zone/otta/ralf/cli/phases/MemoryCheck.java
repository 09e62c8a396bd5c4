package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.Optional;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.port.Journal;

/** Recomputes the memory that the journal was handed over to, and compares it with the file. */
public final class MemoryCheck {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private final Session session;

  public MemoryCheck(Session session) {
    this.session = session;
  }

  /**
   * What came of it.
   *
   * @param damage empty if all is well
   * @param missing how many events of the file the memory has not yet
   */
  public record Found(String service, Optional<Text> damage, long missing) {}

  /**
   * Asks the server.
   *
   * @throws Refused {@code RALF-J033} if nothing was handed over, or the service is not there
   * @throws zone.otta.ralf.port.PortException {@code RALF-J036} if it has another history, {@code
   *     RALF-J020} to {@code J024} if it cannot be used
   */
  public Found look() {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Event.HandedOver handed =
          ledger.handedOver().orElseThrow(() -> new Refused(Exit.BLOCKER, nothing()));
      MemoryService place = MemoryService.find(Optional.of(handed.service().value()), ledger);
      try (OpenMemory memory = world.memory(place.deployment(), place.certificate(), LIMIT)) {
        Journal there = memory.of(handed.store());
        Optional<Text> damage = there.verify();
        long missing = damage.isPresent() ? 0 : new Shipping(ledger.journal(), there).missing();
        return new Found(handed.service().value(), damage, missing);
      }
    }
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
