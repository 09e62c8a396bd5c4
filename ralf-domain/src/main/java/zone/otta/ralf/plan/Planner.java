package zone.otta.ralf.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** From wanted and seen to planned. Pure. */
public final class Planner {
  /** The steps with their actions, and what stands in the way. */
  public record Result(List<PlannedStep> steps, List<Finding> findings) {}

  private final Ownership ownership;

  public Planner(Ownership ownership) {
    this.ownership = ownership;
  }

  /** Observations in the order of the steps. */
  public Result plan(List<Step> steps, List<Observation> observations) {
    var planned = new ArrayList<PlannedStep>();
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Observation seen = observations.get(i);
      planned.add(new PlannedStep(i + 1, action(step, seen), step, seen));
      obstacle(step, seen).ifPresent(findings::add);
    }
    return new Result(planned, findings);
  }

  private static Action action(Step step, Observation seen) {
    return switch (seen) {
      case Observation.Absent absent -> Action.CREATE;
      case Observation.InNewContainer inside -> Action.CREATE;
      case Observation.Present present ->
          present.facts().equals(step.desired()) ? Action.KEEP : Action.UPDATE;
      case Observation.Busy busy -> Action.UPDATE;
      case Observation.Unknown unknown -> Action.UPDATE;
    };
  }

  private Optional<Finding> obstacle(Step step, Observation seen) {
    return switch (seen) {
      case Observation.Absent absent -> Optional.empty();
      case Observation.InNewContainer inside -> Optional.empty();
      case Observation.Unknown unknown -> Optional.of(unknown.why());
      case Observation.Busy busy -> Optional.of(busy(step, busy));
      case Observation.Present present -> present(step, present);
    };
  }

  private Optional<Finding> present(Step step, Observation.Present present) {
    if (!ownership.ours(step, present)) {
      return Optional.of(foreign(step, present));
    }
    if (step instanceof Step.CreateContainer create && !present.facts().equals(create.desired())) {
      return Optional.of(differs(create, present.facts()));
    }
    return Optional.empty();
  }

  private static Finding busy(Step step, Observation.Busy busy) {
    return Finding.blocker(
            "RALF-N013",
            Text.of(
                step.name() + ": something works on it (" + busy.task() + ")",
                step.name() + ": daran wird gearbeitet (" + busy.task() + ")"))
        .help(Text.of("wait for it to end, then plan again", "Ende abwarten, dann neu planen"));
  }

  private static Finding foreign(Step step, Observation.Present present) {
    String mark = present.mark().map(m -> m.line()).orElse("-");
    return Finding.blocker(
            "RALF-N011",
            Text.of(
                Ownership.object(step) + " exists and is not ours",
                Ownership.object(step) + " gibt es schon und gehört nicht uns"))
        .note(
            Text.of(
                "no valid mark of this workspace's journal; it carries: " + mark,
                "keine gültige Marke aus dem Journal dieses Arbeitsbereichs; es trägt: " + mark))
        .help(
            Text.of(
                "choose another placement, or remove the object by hand if nobody needs it",
                "andere Platzierung wählen oder das Objekt von Hand entfernen, wenn es niemand braucht"));
  }

  private static Finding differs(Step.CreateContainer step, Facts seen) {
    String fields =
        seen instanceof Facts.Container container
            ? String.join(", ", ContainerDifference.between(container, step.desired()))
            : "-";
    return Finding.blocker(
            "RALF-N012",
            Text.of(
                "container " + step.desired().ctid() + " differs: " + fields,
                "Container " + step.desired().ctid() + " weicht ab: " + fields))
        .help(
            Text.of(
                "set the container back with pct, or bring the card in line with it",
                "Container mit pct zurückstellen oder die Karte anpassen"));
  }
}
