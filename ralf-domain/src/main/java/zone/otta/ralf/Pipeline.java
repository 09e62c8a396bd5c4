package zone.otta.ralf;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import zone.otta.ralf.apply.Executor;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.drift.DriftReport;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
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

  /** Phases 2 and 3: from the card. Changes nothing. */
  public PlanReport plan(PlanRequest request) {
    return new Provision(world, recipe).plan(request);
  }

  /** The plan of an operation on a service that exists. Changes nothing. */
  public PlanReport plan(OperationRequest request) {
    NodeChoice.again(world.host(), request.last().binding().node());
    return new Operations(world, recipe).plan(request);
  }

  /**
   * Phase 4: a first run or the resumption of one.
   *
   * @param turn asked before each effect
   */
  public Outcome deploy(
      Plan plan,
      long run,
      Ownership ownership,
      Runs runs,
      RunListener listener,
      BooleanSupplier endRequested,
      Turn turn) {
    world.host().workOn(plan.binding().node());
    return new Executor(world, plan, run, ownership, runs.log(run), listener, endRequested, turn)
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
            world.outside(),
            world.clock(),
            world.pause()::of)
        .run(told);
  }

  /** What is not as the last completed run left it. Changes nothing. */
  public DriftReport drift(DriftRequest request) {
    NodeChoice.again(world.host(), request.plan().binding().node());
    return Drifted.look(world, request);
  }

  /**
   * Names that a service which is gone left behind. Changes nothing.
   *
   * @throws zone.otta.ralf.port.PortException if the name server cannot be asked
   */
  public Orphans leftBehind(Ownership ownership) {
    return Orphans.of(world.dns(), ownership, Set.of());
  }

  public Optional<String> connection(Deployment deployment) {
    return recipe.connection(deployment);
  }
}
