package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Deployment;

/**
 * A service that can be RALF's memory: gate 4 is open and nothing removed it since.
 *
 * @param certificate what the smoke test pinned
 */
record MemoryService(Deployment deployment, Sha256 certificate) {
  /** The command that makes a service the memory, but for its name. */
  static final String HAND_OVER = "ralf journal handover ";

  /**
   * The named one, else the only one.
   *
   * @throws Refused {@code RALF-A009}, {@code RALF-A014} as {@link LastRun#of}, {@code RALF-J033}
   *     if it cannot be the memory, or several can
   */
  static MemoryService find(Optional<String> name, Ledger ledger) {
    if (name.isPresent()) {
      LastRun last = LastRun.of(name.get(), ledger);
      return of(last.plan().deployment().service(), ledger)
          .orElseThrow(
              () ->
                  refused(
                      Text.of(
                          "service " + name.get() + " cannot be the memory: gate 4 is closed",
                          "Dienst "
                              + name.get()
                              + " kann nicht das Gedächtnis sein: Gate 4 ist zu")));
    }
    List<MemoryService> all =
        ledger.runs().opened().stream()
            .map(Event.Opened::service)
            .distinct()
            .flatMap(service -> of(service, ledger).stream())
            .toList();
    return switch (all.size()) {
      case 0 -> throw refused(Text.of("no service came to gate 4", "kein Dienst kam bis Gate 4"));
      case 1 -> all.getFirst();
      default ->
          throw refused(
              Text.of(
                  "several services could be the memory: " + names(all),
                  "mehrere Dienste könnten das Gedächtnis sein: " + names(all)));
    };
  }

  private static String names(List<MemoryService> all) {
    return String.join(", ", all.stream().map(m -> m.deployment().service().value()).toList());
  }

  /** The service as a memory; empty if it cannot become one now. */
  private static Optional<MemoryService> of(ServiceName service, Ledger ledger) {
    return there(service, ledger)
        .filter(
            m ->
                ServiceState.newest(ledger.journal(), service)
                    .flatMap(state -> state.phase(Phase.SMOKE.number()))
                    .filter(gate4 -> gate4 != Verdict.BLOCKER)
                    .isPresent());
  }

  /** The service that is the memory, whatever its state; empty if it is gone. */
  static Optional<MemoryService> there(ServiceName service, Ledger ledger) {
    return ServiceState.newest(ledger.journal(), service)
        .filter(state -> state.destroyedUs().isEmpty())
        .flatMap(ServiceState::certificate)
        .map(
            certificate ->
                new MemoryService(
                    LastRun.of(service.value(), ledger).plan().deployment(), certificate));
  }

  /** Says where it is, and which store answers there. */
  void told(UUID store, Session session) {
    session
        .output()
        .line(
            session.say("memory: service ", "Gedächtnis: Dienst ")
                + deployment.service().value()
                + ", "
                + deployment.address()
                + session.say(", store ", ", Speicher ")
                + store);
  }

  private static Refused refused(Text why) {
    return new Refused(
        Exit.BLOCKER,
        Finding.blocker("RALF-J033", why)
            .help(
                Text.of(
                    "ralf status shows the services; ralf smoke SERVICE judges gate 4 again",
                    "ralf status zeigt die Dienste; ralf smoke DIENST beurteilt Gate 4 erneut")));
  }
}
