package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;

/**
 * A service's last run and the plan it executed: it says where the service is.
 *
 * @param gone the run destroyed it
 */
public record LastRun(long run, StoredPlan stored, boolean gone) {
  /**
   * Of a service that was deployed and not destroyed since.
   *
   * @throws Refused {@code RALF-A009} if no run is known, {@code RALF-A014} if it was destroyed
   */
  public static LastRun of(String service, Ledger ledger) {
    return evenGone(service, ledger).requireThere();
  }

  /**
   * Of a service that was deployed, destroyed since or not.
   *
   * @throws Refused {@code RALF-A009} if no run is known
   */
  static LastRun evenGone(String service, Ledger ledger) {
    Event.Opened last =
        ServiceName.parse(service)
            .flatMap(name -> last(ledger.runs().opened(name)))
            .orElseThrow(() -> new Refused(Exit.BLOCKER, unknown(service)));
    StoredPlan stored = StoredPlan.find(ledger.plans(), last.plan().hex());
    boolean gone = destroys(stored.plan()) && ledger.runs().closed(last.run()).isPresent();
    return new LastRun(last.run(), stored, gone);
  }

  /**
   * @throws Refused {@code RALF-A014} if it was destroyed
   */
  LastRun requireThere() {
    if (gone) {
      throw new Refused(
          Exit.BLOCKER, destroyed(plan().deployment().service().value(), run, stored.card()));
    }
    return this;
  }

  public Plan plan() {
    return stored.plan();
  }

  static boolean destroys(Plan plan) {
    return plan.operation().filter(o -> o instanceof Operation.Destroy).isPresent();
  }

  private static Optional<Event.Opened> last(List<Event.Opened> runs) {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  private static Finding unknown(String service) {
    return Finding.blocker(
            "RALF-A009",
            Text.of(
                "no run of service " + service + " is known here",
                "hier ist kein Lauf des Dienstes " + service + " bekannt"))
        .help(
            Text.of(
                "ralf status shows the services; ralf up CARD brings one up",
                "ralf status zeigt die Dienste; ralf up KARTE stellt einen bereit"));
  }

  private static Finding destroyed(String service, long run, String card) {
    return Finding.blocker(
            "RALF-A014",
            Text.of(
                "service " + service + " was destroyed by run " + run,
                "Dienst " + service + " wurde von Lauf " + run + " entfernt"))
        .help(Text.of("ralf up " + card + " builds it anew", "ralf up " + card + " baut ihn neu"));
  }
}
