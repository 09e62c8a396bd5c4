package zone.otta.ralf;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;
import zone.otta.ralf.site.Site;

/**
 * The container that a card asks for, known without the world: the same facts that the plan's step
 * wants of it.
 */
public record DesiredContainer(ServiceName service, Facts.Container container, OsRelease release) {
  private static final PostgresRecipe RECIPE = new PostgresRecipe();

  /** Why RALF cannot build the card's service at all; {@link #of} is for cards without this. */
  public static List<Finding> hindrances(ServiceCard card, Placement placement, Site site) {
    Optional<Finding> unbuildable = Deployments.unbuildable(card, RECIPE);
    return unbuildable.isPresent()
        ? unbuildable.stream().toList()
        : RECIPE.judge(Deployments.of(card, placement, site, RECIPE));
  }

  public static DesiredContainer of(ServiceCard card, Placement placement, Site site) {
    Deployment deployment = Deployments.of(card, placement, site, RECIPE);
    return new DesiredContainer(
        deployment.service(), HostSteps.container(deployment, site), deployment.release());
  }
}
