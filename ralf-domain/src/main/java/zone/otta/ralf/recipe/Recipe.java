package zone.otta.ralf.recipe;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.smoke.SmokeCheck;

/** What a kind of service needs inside its container. Pure. */
public interface Recipe {
  /** Whether the recipe builds the card's service. */
  boolean builds(ServiceCard card);

  /** Where the service listens, over TCP. */
  int port();

  /** The login secret's reference where the card names none. */
  SecretReference defaultSecret();

  /** What the recipe cannot build of this deployment. */
  List<Finding> judge(Deployment deployment);

  /** The steps inside the container, in order. Only for a deployment without BLOCKER. */
  List<Step.Guest> steps(Deployment deployment);

  /** How the running service is judged. */
  List<SmokeCheck> smokeChecks(Deployment deployment);

  /** What to tell a person once it runs: where and how to connect; no secret. */
  Optional<String> connection(Deployment deployment);
}
