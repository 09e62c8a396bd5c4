package zone.otta.ralf.cli.phases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;

/**
 * A container carries the service's mark, but this state directory knows of no run: the memory was
 * left behind somewhere, or somebody else's RALF made it. Nothing is done on top of that.
 */
final class LostMemory {
  private LostMemory() {}

  /** The report, which then says so. */
  static PlanReport told(PlanReport report, ServiceName service, Ledger ledger) {
    Optional<Finding> lost = report.plan().flatMap(p -> find(p, service, ledger));
    if (lost.isEmpty()) {
      return report;
    }
    var planning = new ArrayList<>(List.of(lost.get()));
    planning.addAll(report.planning());
    return new PlanReport(report.plan(), report.inventory(), report.placement(), planning);
  }

  static Optional<Finding> find(Plan plan, ServiceName service, Ledger ledger) {
    if (!ledger.runs().numbers(service).isEmpty()) {
      return Optional.empty();
    }
    return plan.steps().stream()
        .flatMap(step -> mark(step).stream())
        .filter(mark -> mark.service().equals(service))
        .findFirst()
        .map(mark -> finding(plan, mark, ledger));
  }

  private static Optional<Mark> mark(PlannedStep step) {
    return step.step() instanceof Step.CreateContainer
            && step.prior() instanceof Observation.Present present
        ? present.mark()
        : Optional.empty();
  }

  private static Finding finding(Plan plan, Mark mark, Ledger ledger) {
    String what = plan.deployment().placement().ctid().toString();
    return Finding.blocker(
            "RALF-A008",
            Text.of(
                "container "
                    + what
                    + " carries the mark of run "
                    + mark.run()
                    + ", but the memory in "
                    + ledger.state()
                    + " is new",
                "Container "
                    + what
                    + " trägt die Marke von Lauf "
                    + mark.run()
                    + ", aber das Gedächtnis in "
                    + ledger.state()
                    + " ist neu"))
        .help(
            Text.of(
                "bring the state directory of that run here (a backup, the other machine), or name it "
                    + "with --state DIR or RALF_STATE",
                "das Zustandsverzeichnis jenes Laufs herbringen (Sicherung, anderer Rechner) oder mit "
                    + "--state DIR oder RALF_STATE nennen"));
  }
}
