package zone.otta.ralf;

import java.util.List;
import zone.otta.ralf.apply.TakenSnapshot;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.site.Site;

/**
 * What planning an operation starts from.
 *
 * @param last the plan that was executed last: it tells where the service is
 * @param version RALF's own version
 * @param taken the snapshots our journal knows of, oldest first
 * @param gone the service was destroyed: only names that were left behind can be removed
 */
public record OperationRequest(
    Operation operation,
    Plan last,
    Site site,
    String version,
    Ownership ownership,
    List<TakenSnapshot> taken,
    boolean gone) {
  public OperationRequest {
    taken = List.copyOf(taken);
  }
}
