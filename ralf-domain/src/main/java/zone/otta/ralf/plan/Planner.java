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

  private static final Text REMOVE =
      Text.of(
          "choose another placement, or remove the object by hand if nobody needs it",
          "andere Platzierung wählen oder das Objekt von Hand entfernen, wenn es niemand braucht");
  private static final Text ADOPT =
      Text.of(
          "it leads to the right address: plan with --adopt to make it ours, or remove it by hand",
          "es führt zur richtigen Adresse: mit --adopt planen, damit es unseres wird, oder von Hand entfernen");

  private final Ownership ownership;

  public Planner(Ownership ownership) {
    this.ownership = ownership;
  }

  /** Observations in the order of the steps. */
  public Result plan(List<Step> steps, List<Observation> observations) {
    var planned = new ArrayList<PlannedStep>();
    var findings = new ArrayList<Finding>();
    boolean stopped = false;
    boolean rewritten = false;
    boolean renewed = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Observation seen = observations.get(i);
      Action action = action(step, seen);
      if (stopped && step instanceof Step.StartContainer) {
        // It runs now, but will not when it is this step's turn.
        action = Action.UPDATE;
      }
      if (rewritten && step instanceof Step.RunService) {
        // What it runs with now will be old when it is this step's turn.
        action = action == Action.KEEP ? Action.UPDATE : action;
      }
      if (renewed && (step instanceof Step.ExchangeVerifier || step instanceof Step.RetireSecret)) {
        // As wanted now, by the secret that will be the former one.
        action = Action.UPDATE;
      }
      renewed |= step instanceof Step.RenewSecret && action != Action.KEEP;
      stopped |= step instanceof Step.StopContainer && action != Action.KEEP;
      rewritten |= configures(step) && action != Action.KEEP;
      planned.add(new PlannedStep(i + 1, action, step, seen));
      obstacle(step, seen).ifPresent(findings::add);
    }
    return new Result(planned, findings);
  }

  private static boolean configures(Step step) {
    return step instanceof Step.WriteFile
        || step instanceof Step.MakeCertificate
        || step instanceof Step.InstallPackage;
  }

  private static Action action(Step step, Observation seen) {
    if (step instanceof Step.RestartContainer) {
      // Planned only where it is needed: see Update.
      return Action.UPDATE;
    }
    if (step.reachedBy(seen)) {
      return Action.KEEP;
    }
    return switch (seen) {
      case Observation.Absent absent -> Action.CREATE;
      case Observation.InNewContainer inside -> Action.CREATE;
      case Observation.Present present ->
          step instanceof Step.Removal ? Action.DELETE : Action.UPDATE;
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
    if (step instanceof Step.ChangeContainer change) {
      return refused(change);
    }
    if (present.facts() instanceof Facts.Service service) {
      return Configuration.foreign(service);
    }
    if (step instanceof Step.DestroyContainer destroy
        && present.facts() instanceof Facts.Tenancy tenancy
        && tenancy.guarded()) {
      return Optional.of(guarded(destroy));
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
    Finding finding =
        Finding.blocker(
                "RALF-N011",
                Text.of(
                    inTheWay(step) + " exists and is not ours",
                    inTheWay(step) + " gibt es schon und gehört nicht uns"))
            .note(
                Text.of(
                    "no valid mark of this workspace's journal; it carries: " + mark,
                    "keine gültige Marke aus dem Journal dieses Arbeitsbereichs; es trägt: "
                        + mark));
    return leadsTo(present)
        .map(t -> finding.note(Text.of("it leads to " + t, "es führt zu " + t)))
        .orElse(finding)
        .help(adoptable(step, present) ? ADOPT : REMOVE);
  }

  /** It does already what the service needs. */
  private static boolean adoptable(Step step, Observation.Present present) {
    return step instanceof Step.RegisterAddress register
        && present.mark().isEmpty()
        && present.facts() instanceof Facts.Address seen
        && seen.address().equals(register.desired().address());
  }

  private static Optional<String> leadsTo(Observation.Present present) {
    if (present.facts() instanceof Facts.Address address) {
      return Optional.of(address.address().toString());
    }
    return present.facts() instanceof Facts.Pointer pointer
        ? Optional.of(pointer.name().toString())
        : Optional.empty();
  }

  private static Optional<Finding> refused(Step.ChangeContainer step) {
    List<ContainerDifference.Field> fields =
        ContainerDifference.between(step.from(), step.desired()).stream()
            .filter(f -> f.effect().refused())
            .toList();
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.blocker(
                "RALF-N012",
                Text.of(
                    "container " + step.desired().ctid() + " cannot be changed: " + en(fields),
                    "Container "
                        + step.desired().ctid()
                        + " lässt sich nicht ändern: "
                        + de(fields)))
            .help(
                Text.of(
                    "bring the card in line with the container, or `ralf destroy` it and build it anew",
                    "Karte an den Container anpassen, oder ihn mit `ralf destroy` entfernen und neu bauen")));
  }

  private static String en(List<ContainerDifference.Field> fields) {
    return String.join(
        ", ", fields.stream().map(f -> f + " (" + f.effect().text().en() + ")").toList());
  }

  private static String de(List<ContainerDifference.Field> fields) {
    return String.join(
        ", ", fields.stream().map(f -> f + " (" + f.effect().text().de() + ")").toList());
  }

  private static String inTheWay(Step step) {
    return step instanceof Step.RegisterPointer register
        ? "pointer " + register.desired().address()
        : step instanceof Step.Removal removal ? removal.object() : Ownership.object(step);
  }

  private static Finding guarded(Step.DestroyContainer step) {
    return Finding.blocker(
            "RALF-N017",
            Text.of(
                "container " + step.ctid() + " is protected from removal",
                "Container " + step.ctid() + " ist gegen Entfernen geschützt"))
        .help(
            Text.of(
                "if it shall really go: `pct set " + step.ctid() + " --protection 0` on the node",
                "wenn er wirklich weg soll: `pct set "
                    + step.ctid()
                    + " --protection 0` auf dem Knoten"));
  }
}
