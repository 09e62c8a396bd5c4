package zone.otta.ralf;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.port.NodeInventory;

/**
 * What planning came to.
 *
 * @param plan empty if something is in the way before there can be one
 * @param placement findings of phase 2 as the living world has them: gate 1
 * @param planning findings of phase 3: gate 2
 */
public record PlanReport(
    Optional<Plan> plan,
    Optional<NodeInventory> inventory,
    List<Finding> placement,
    List<Finding> planning) {
  public PlanReport {
    placement = List.copyOf(placement);
    planning = List.copyOf(planning);
  }

  public Verdict gate1() {
    return Verdict.of(placement);
  }

  public Verdict gate2() {
    return gate1().and(Verdict.of(planning));
  }
}
