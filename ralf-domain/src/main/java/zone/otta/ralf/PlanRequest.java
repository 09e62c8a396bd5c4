package zone.otta.ralf;

import java.util.List;
import java.util.Optional;
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
 * @param adopt whether a record that leads to the address already becomes ours, whoever made it
 * @param node of a plan that is looked at once more: kept where the site leaves the choice to RALF
 */
public record PlanRequest(
    ServiceCard card,
    Placement placement,
    Site site,
    List<Finding> checked,
    Sha256 policies,
    String version,
    Ownership ownership,
    boolean adopt,
    Optional<String> node) {
  public PlanRequest {
    checked = List.copyOf(checked);
  }
}
