package zone.otta.ralf;

import java.util.List;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.site.Site;

/**
 * What planning starts from: a card that passed phase 1, its placement, and what {@code check}
 * found.
 *
 * @param policies sum over the rules the card was judged by
 * @param version RALF's own version
 */
public record PlanRequest(
    ServiceCard card,
    Placement placement,
    Site site,
    List<Finding> checked,
    Sha256 policies,
    String version,
    Ownership ownership) {
  public PlanRequest {
    checked = List.copyOf(checked);
  }
}
