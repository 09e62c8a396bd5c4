package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Tenure;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.PortException;

/**
 * The one run at a time that a service may have, on whatever machine: a lease in the memory, taken
 * before the run is opened and kept until it ended and all of it is in the memory. Before the
 * hand-over the lock on the journal's file is all there is.
 *
 * <p>Work on the memory itself can do without, as it may be what brings the memory back: its lease
 * is taken if it can be, for long enough, and the memory is left alone until the work is done.
 */
final class ServiceTurn implements Turn, AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration REPAIR_LASTS = Duration.ofMinutes(30);
  private final MemoryShipping shipping;
  private final boolean own;
  private final Optional<Tenure> tenure;

  private ServiceTurn(MemoryShipping shipping, boolean own, Optional<Tenure> tenure) {
    this.shipping = shipping;
    this.own = own;
    this.tenure = tenure;
  }

  /**
   * Takes it.
   *
   * @param alone somebody says that nobody else works on the service: if the memory cannot be
   *     asked, work goes on without a lease
   * @throws PortException {@code RALF-J038} if somebody works on it, {@code RALF-J036} if the
   *     memory knows what this machine does not: somebody worked with another copy of it
   * @throws Refused {@code RALF-J037} if the memory cannot be asked
   */
  static ServiceTurn take(
      ServiceName service, Ledger ledger, MemoryShipping shipping, boolean alone) {
    Optional<Event.HandedOver> handed = ledger.handedOver();
    if (handed.isEmpty() || MemoryService.there(handed.get().service(), ledger).isEmpty()) {
      return new ServiceTurn(shipping, false, Optional.empty());
    }
    boolean own = handed.get().service().equals(service);
    Optional<Tenure> tenure = Optional.empty();
    try {
      tenure =
          Optional.of(
              Tenure.take(
                  shipping.leases(handed.get()),
                  service,
                  ledger.worker(),
                  own ? REPAIR_LASTS : Tenure.LASTS));
      shipping.require(handed.get(), List.of(Runs.INDEX, StreamName.service(service)));
    } catch (PortException e) {
      tenure.ifPresent(ServiceTurn::end);
      if (hinders(e, own)) {
        throw e;
      }
      if (!own && !alone) {
        throw new Refused(Exit.UNREACHABLE, unasked(service, e));
      }
      tenure = Optional.empty();
    }
    ServiceTurn turn = new ServiceTurn(shipping, own, tenure);
    turn.begin();
    return turn;
  }

  /** A memory with another history must not keep anybody from mending it. */
  private static boolean hinders(PortException e, boolean own) {
    return e.code().id().equals("RALF-J038") || !own && e.code().id().equals("RALF-J036");
  }

  private void begin() {
    if (own) {
      shipping.pause();
    } else {
      tenure.ifPresent(t -> shipping.every(BEAT, t::keep));
    }
  }

  @Override
  public Optional<Finding> over() {
    return own ? Optional.empty() : tenure.flatMap(Tenure::over);
  }

  @Override
  public Optional<Long> fence() {
    return tenure.flatMap(Tenure::fence);
  }

  /** Gives it back when the memory has what was done, or cannot be reached. */
  @Override
  public void close() {
    if (own) {
      shipping.resume();
    }
    if (tenure.isPresent()) {
      shipping.flush();
      end(tenure.get());
    }
  }

  /** One that cannot be given back ends by itself. */
  private static void end(Tenure tenure) {
    try {
      tenure.end();
    } catch (PortException e) {
      // Ends with its time.
    }
  }

  private static Finding unasked(ServiceName service, PortException why) {
    return Finding.blocker(
            "RALF-J037",
            Text.of(
                "the memory cannot be asked whether somebody else works on " + service,
                "das Gedächtnis kann nicht gefragt werden, ob jemand anders an "
                    + service
                    + " arbeitet"))
        .note(why.cited())
        .help(
            Text.of(
                "bring the memory back (its own service needs no asking), or say that nobody else does: --alone",
                "das Gedächtnis wiederherstellen (sein eigener Dienst braucht keine Frage), oder sagen, dass es niemand tut: --alone"));
  }
}
