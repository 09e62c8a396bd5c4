package zone.otta.ralf.cli.phases;

import java.util.Optional;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;

/** Recomputes the memory that the journal was handed over to, and compares it with the file. */
public final class MemoryCheck {
  private final Session session;

  public MemoryCheck(Session session) {
    this.session = session;
  }

  /**
   * What came of it.
   *
   * @param damage empty if all is well
   * @param other what is not as the kept anchor says
   * @param missing how many events of the file the memory has not yet
   */
  public record Found(String service, Optional<Text> damage, Optional<Text> other, long missing) {}

  /**
   * Asks the server.
   *
   * @param kept an anchor of the memory that was kept elsewhere
   * @throws Refused {@code RALF-J033} if nothing was handed over, or the service is not there
   * @throws zone.otta.ralf.port.PortException {@code RALF-J036} if it has another history, {@code
   *     RALF-J020} to {@code J024} if it cannot be used
   */
  public Found look(Optional<Anchor> kept) {
    return new HandedMemory(session)
        .open(
            Optional.empty(),
            (memory, place, ledger) -> {
              String service = place.deployment().service().value();
              Optional<Text> damage = memory.journal().verify();
              if (damage.isPresent()) {
                return new Found(service, damage, Optional.empty(), 0);
              }
              return new Found(
                  service,
                  damage,
                  kept.flatMap(k -> memory.anchors().differs(k)),
                  new Shipping(ledger.journal(), memory.journal()).missing());
            });
  }
}
