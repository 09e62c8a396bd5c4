package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import zone.otta.ralf.apply.Executor;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.Preflight;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Planner;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.recipe.Recipe;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;
import zone.otta.ralf.recipe.postgresql.PostgresSmoke;
import zone.otta.ralf.smoke.SmokeReport;
import zone.otta.ralf.smoke.SmokeResult;

/**
 * The way of a service, as a table of contents. Phase 1 (card and policies) and the offline part of
 * phase 2 need no world: {@link zone.otta.ralf.policy} and {@link zone.otta.ralf.placement}. From
 * gate 1 on:
 *
 * <pre>
 * plan    observe the world, judge the placement (gate 1), plan the steps (gate 2)
 * deploy  execute an approved plan, step by step (gate 3)
 * smoke   judge the running service from outside (gate 4)
 * </pre>
 */
public final class Pipeline {
  private final World world;
  private final Recipe recipe = new PostgresRecipe();

  public Pipeline(World world) {
    this.world = world;
  }

  /** Phases 2 and 3. Changes nothing. */
  public PlanReport plan(PlanRequest request) {
    Optional<Finding> unbuildable = Deployments.unbuildable(request, recipe);
    if (unbuildable.isPresent()) {
      return new PlanReport(
          Optional.empty(), Optional.empty(), List.of(), List.of(unbuildable.get()));
    }
    Deployment deployment = Deployments.of(request, recipe);
    NodeInventory inventory = world.host().inventory(HostSteps.query(request));
    List<Step> steps = new ArrayList<>(HostSteps.of(deployment, request.site(), inventory));
    boolean buildable = recipe.judge(deployment).isEmpty();
    if (buildable) {
      steps.addAll(recipe.steps(deployment));
    }
    List<Observation> seen = new Preflight(world).observe(steps);
    Planner.Result planned = new Planner(request.ownership()).plan(steps, seen);
    var gate1 = new ArrayList<>(LivePlacement.judge(request, inventory, steps, seen));
    var gate2 = new ArrayList<Finding>(recipe.judge(deployment));
    gate2.addAll(planned.findings());
    gate2.addAll(HostSteps.template(deployment, request.site(), inventory, steps));
    gate2.addAll(Deployments.secrets(request, deployment, world.secrets()));
    Plan plan = Deployments.plan(request, deployment, inventory, planned, gate1, gate2);
    return new PlanReport(Optional.of(plan), Optional.of(inventory), gate1, gate2);
  }

  /** Phase 4: a first run or the resumption of one. */
  public Outcome deploy(
      Plan plan,
      long run,
      Ownership ownership,
      Runs runs,
      RunListener listener,
      BooleanSupplier endRequested) {
    return new Executor(world, plan, run, ownership, runs.log(run), listener, endRequested)
        .execute(runs.state(run));
  }

  /** Phase 5. */
  public SmokeReport smoke(Deployment deployment, Consumer<SmokeResult> told) {
    return new PostgresSmoke(
            deployment,
            world.shell(),
            world.dns(),
            world.secrets(),
            world.probe(),
            world.tunnel(),
            world.outside())
        .run(told);
  }

  public Optional<String> connection(Deployment deployment) {
    return recipe.connection(deployment);
  }
}
