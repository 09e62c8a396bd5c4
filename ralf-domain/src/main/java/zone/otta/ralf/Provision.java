package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.apply.Preflight;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Planner;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.plan.Update;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.recipe.Recipe;

/** Plans what a card asks for: the new service, or the changes of one that is there. */
final class Provision {
  private final World world;
  private final Recipe recipe;

  Provision(World world, Recipe recipe) {
    this.world = world;
    this.recipe = recipe;
  }

  PlanReport plan(PlanRequest request) {
    Optional<Finding> unbuildable = Deployments.unbuildable(request, recipe);
    if (unbuildable.isPresent()) {
      return new PlanReport(
          Optional.empty(), Optional.empty(), List.of(), List.of(unbuildable.get()));
    }
    Deployment deployment = Deployments.of(request, recipe);
    NodeChoice choice = NodeChoice.of(world.host(), request, deployment);
    if (choice.inventory().isEmpty()) {
      return new PlanReport(Optional.empty(), Optional.empty(), choice.findings(), List.of());
    }
    NodeInventory inventory = choice.inventory().get();
    int ordinal = request.ownership().runs().size() + 1;
    List<Step> steps =
        new ArrayList<>(
            HostSteps.of(
                deployment,
                request.site(),
                inventory,
                ordinal,
                Firewalls.rules(request.card(), request.site(), recipe, deployment)));
    List<Step> orphaned =
        Orphans.of(world.dns(), request.ownership(), Set.of(deployment.placement().dns()))
            .removals(world.dns(), request.site(), Optional.of(deployment.address()));
    boolean buildable = recipe.judge(deployment).isEmpty();
    if (buildable) {
      steps.addAll(recipe.steps(deployment));
    }
    steps.addAll(orphaned);
    if (request.adopt()) {
      steps = Adoption.in(steps, world.dns());
    }
    List<Observation> seen = new Preflight(world).observe(steps);
    Planner.Result planned = new Update(request.ownership()).plan(steps, seen);
    var gate1 = new ArrayList<>(choice.findings());
    gate1.addAll(LivePlacement.judge(request, inventory, steps, seen));
    gate1.addAll(new AddressInUse(world.dns(), request.ownership()).judge(deployment, steps, seen));
    var gate2 = new ArrayList<Finding>(recipe.judge(deployment));
    gate2.addAll(planned.findings());
    gate2.addAll(Adoption.findings(steps));
    gate2.addAll(HostSteps.template(deployment, request.site(), inventory, steps));
    gate2.addAll(Firewalls.idle(world.host(), steps));
    gate2.addAll(HostSteps.lacking(world.host(), planned.steps()));
    gate2.addAll(Deployments.secrets(request, deployment, world.secrets()));
    Plan plan = Deployments.plan(request, deployment, inventory, planned, gate1, gate2);
    return new PlanReport(Optional.of(plan), Optional.of(inventory), gate1, gate2);
  }
}
