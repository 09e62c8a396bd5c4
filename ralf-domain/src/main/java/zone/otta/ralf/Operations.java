package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.apply.Preflight;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Planner;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.recipe.Recipe;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;

/** Plans snapshot, rollback, rotation and removal of a service that exists. */
final class Operations {
  private final World world;
  private final Recipe recipe;

  Operations(World world, Recipe recipe) {
    this.world = world;
    this.recipe = recipe;
  }

  PlanReport plan(OperationRequest request) {
    Deployment deployment = request.last().deployment();
    NodeInventory inventory =
        world.host().inventory(HostSteps.query(request.site(), deployment.address()));
    List<Step> steps = steps(request, deployment);
    List<Observation> seen = new Preflight(world).observe(steps);
    Planner.Result planned = new Planner(request.ownership()).plan(counted(steps, seen), seen);
    var findings = new ArrayList<>(planned.findings());
    findings.addAll(renewable(request, deployment));
    boolean blocked = Verdict.of(findings) == Verdict.BLOCKER;
    findings.addAll(OperationFindings.of(request, inventory, planned.steps(), blocked));
    findings.addAll(HostSteps.lacking(world.host(), planned.steps()));
    Plan plan =
        new Plan(
            request.last().card(),
            request.last().policies(),
            request.version(),
            Deployments.binding(request.site(), deployment, inventory),
            deployment,
            Optional.of(request.operation()),
            planned.steps(),
            Deployments.reasons(List.of(findings)));
    return new PlanReport(Optional.of(plan), Optional.of(inventory), List.of(), findings);
  }

  private List<Step> steps(OperationRequest request, Deployment deployment) {
    Ctid ctid = deployment.placement().ctid();
    Step have =
        new Step.HaveContainer(new Facts.Tenancy(ctid, deployment.placement().hostname(), false));
    Step stop = new Step.StopContainer(new Facts.Power(ctid, false, true));
    return switch (request.operation()) {
      case Operation.Snapshot s -> List.of(have, snapshot(ctid, s.name()));
      case Operation.RollBack r ->
          List.of(
              have,
              snapshot(ctid, r.to()),
              stop,
              new Step.RollBack(new Facts.Restored(ctid, Optional.of(r.to()), 1)),
              new Step.StartContainer(new Facts.Power(ctid, true, true)));
      case Operation.Rotate r -> {
        var steps = new ArrayList<>(List.of(have, new Step.RenewSecret(deployment.secret())));
        steps.addAll(verifiers(deployment));
        steps.add(new Step.RetireSecret(deployment.secret()));
        yield steps;
      }
      case Operation.Destroy d -> {
        if (request.gone()) {
          yield orphans(request, deployment, false);
        }
        var steps = new ArrayList<>(HostSteps.withoutNames(deployment, request.site()));
        steps.addAll(orphans(request, deployment, true));
        steps.add(stop);
        steps.add(new Step.DestroyContainer(ctid));
        yield steps;
      }
    };
  }

  /** Names of the service beside the one that its deployment has. */
  private List<Step> orphans(OperationRequest request, Deployment deployment, boolean named) {
    Set<DnsName> used = named ? Set.of(deployment.placement().dns()) : Set.of();
    return Orphans.of(world.dns(), request.ownership(), used)
        .removals(
            world.dns(),
            request.site(),
            Optional.of(deployment.address()).filter(address -> named));
  }

  /** The roles that log in with the service's secret. */
  private List<Step> verifiers(Deployment deployment) {
    return recipe.steps(deployment).stream()
        .filter(Step.ProvideRole.class::isInstance)
        .map(Step.ProvideRole.class::cast)
        .filter(role -> role.desired().logsInWith().equals(Optional.of(deployment.secret())))
        .map(role -> (Step) new Step.ExchangeVerifier(role.ctid(), role.desired()))
        .toList();
  }

  /** Whether the secret can be renewed where it is kept. */
  private List<Finding> renewable(OperationRequest request, Deployment deployment) {
    if (!(request.operation() instanceof Operation.Rotate)) {
      return List.of();
    }
    try {
      world.secrets().requireRenewable(deployment.secret());
      return List.of();
    } catch (PortException e) {
      return List.of(e.finding());
    }
  }

  private static Step snapshot(Ctid ctid, SnapshotName name) {
    return new Step.TakeSnapshot(new Facts.Snapshot(ctid, name));
  }

  /** Going back a second time to the same snapshot is another fact than the first time. */
  private static List<Step> counted(List<Step> steps, List<Observation> seen) {
    var counted = new ArrayList<Step>();
    for (int i = 0; i < steps.size(); i++) {
      counted.add(
          steps.get(i) instanceof Step.RollBack back
                  && seen.get(i) instanceof Observation.Present present
                  && present.facts() instanceof Facts.Restored before
              ? new Step.RollBack(
                  new Facts.Restored(before.ctid(), back.desired().snapshot(), before.times() + 1))
              : steps.get(i));
    }
    return counted;
  }
}
