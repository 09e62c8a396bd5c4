package zone.otta.ralf.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the steps of a new service become where its container is there already: creating it becomes
 * changing it, starting it becomes restarting it if a change needs that. Pure.
 */
public final class Update {
  private final Ownership ownership;

  public Update(Ownership ownership) {
    this.ownership = ownership;
  }

  /**
   * Plans the change. A snapshot, if the steps begin with one, is taken only before something
   * inside the container or the container itself changes; never of somebody else's container.
   */
  public Planner.Result plan(List<Step> steps, List<Observation> seen) {
    var planner = new Planner(ownership);
    Planner.Result planned = planner.plan(of(steps, seen), seen);
    boolean snapshot = !steps.isEmpty() && steps.get(0) instanceof Step.TakeSnapshot;
    if (!snapshot
        || !foreignContainer(steps, seen)
            && planned.steps().stream().anyMatch(Update::touchesContainer)) {
      return planned;
    }
    List<Observation> others = seen.subList(1, seen.size());
    return planner.plan(of(steps.subList(1, steps.size()), others), others);
  }

  private boolean foreignContainer(List<Step> steps, List<Observation> seen) {
    return IntStream.range(0, steps.size())
        .anyMatch(
            i ->
                steps.get(i) instanceof Step.CreateContainer create
                    && seen.get(i) instanceof Observation.Present present
                    && !ownership.ours(create, present));
  }

  private static boolean touchesContainer(PlannedStep planned) {
    return planned.action() != Action.KEEP
        && !(planned.step() instanceof Step.TakeSnapshot)
        && !(planned.step() instanceof Step.SetFirewall)
        && !(planned.step() instanceof Step.Dns);
  }

  /** The steps to plan; the observations stay those of the same places. */
  List<Step> of(List<Step> steps, List<Observation> seen) {
    var updated = new ArrayList<Step>();
    boolean restart = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step instanceof Step.CreateContainer create
          && seen.get(i) instanceof Observation.Present present
          && present.facts() instanceof Facts.Container container
          && !container.equals(create.desired())
          && ownership.ours(create, present)) {
        step = new Step.ChangeContainer(container, create.desired());
        restart =
            ContainerDifference.between(container, create.desired()).stream()
                .anyMatch(f -> f.effect() == Effect.RESTART);
      }
      if (step instanceof Step.StartContainer start
          && seen.get(i) instanceof Observation.Present present
          && present.facts() instanceof Facts.Power power
          && power.running()
          && (restart || !power.settled())) {
        step = new Step.RestartContainer(start.desired());
      }
      updated.add(step);
    }
    return updated;
  }
}
