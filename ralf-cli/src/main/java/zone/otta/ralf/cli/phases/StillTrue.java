package zone.otta.ralf.cli.phases;

import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Plan;

/** Compares the plan that was approved with the one the world would get now. */
final class StillTrue {
  private final Session session;

  StillTrue(Session session) {
    this.session = session;
  }

  /**
   * @throws Refused if they differ, saying in what
   */
  void require(StoredPlan stored, PlanReport report) {
    Optional<Plan> now = report.plan();
    if (now.isEmpty()) {
      throw new Refused(Exit.BLOCKER, report.planning());
    }
    if (!now.get().hash().equals(stored.hash())) {
      throw new Refused(Exit.APPROVAL, stale(stored, now.get()));
    }
  }

  private Finding stale(StoredPlan stored, Plan now) {
    Finding finding =
        Finding.blocker(
            "RALF-G004",
            Text.of(
                "plan " + stored.hash().shortForm() + " is stale: the world or the card changed",
                "Plan "
                    + stored.hash().shortForm()
                    + " ist überholt: die Welt oder die Karte hat sich geändert"));
    for (String line : PlanDifference.between(stored.plan(), now, session)) {
      finding = finding.note(Text.same(line));
    }
    String again = OperationWords.command(stored.plan()).orElse("ralf plan " + stored.card());
    return finding.help(
        Text.of(
            "plan again and approve that plan: " + again,
            "neu planen und jenen Plan freigeben: " + again));
  }
}
