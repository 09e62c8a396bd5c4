package zone.otta.ralf;

import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.site.Site;

/**
 * What planning an operation starts from.
 *
 * @param last the plan that was executed last: it tells where the service is
 * @param version RALF's own version
 */
public record OperationRequest(
    Operation operation, Plan last, Site site, String version, Ownership ownership) {}
