package zone.otta.ralf.apply;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;

/** What to do with a step, by what is seen of it now. The table is docs/adr/0005. */
sealed interface Decision {
  /** Apply it. */
  record Apply() implements Decision {}

  /** Nothing to do: the effect is there. */
  record Done() implements Decision {}

  /** Look again later. */
  record Wait(String task) implements Decision {}

  /** A person decides. */
  record Stop(Finding why) implements Decision {}

  /**
   * Decides.
   *
   * @param started whether this run has started the step earlier
   */
  static Decision of(PlannedStep planned, boolean started, Observation seen, Ownership ours) {
    return switch (seen) {
      case Observation.Busy busy -> new Wait(busy.task());
      case Observation.Unknown unknown -> new Stop(unknown.why());
      case Observation.Present present ->
          present.facts().equals(planned.step().desired())
              ? equal(planned, started, present, ours)
              : other(planned, present);
      case Observation.Absent absent -> other(planned, absent);
      case Observation.InNewContainer inside -> other(planned, inside);
    };
  }

  private static Decision equal(
      PlannedStep planned, boolean started, Observation.Present present, Ownership ours) {
    boolean keep = planned.action() == Action.KEEP;
    boolean own =
        switch (planned.step()) {
          case Step.CreateContainer c -> (keep || started) && ours.ours(c, present);
          case Step.RegisterAddress a -> (keep || started) && ours.ours(a, present);
          case Step.RegisterPointer p -> (keep || started) && ours.ours(p, present);
          // Nobody's property: a template, a running container of ours, the inside of our
          // container.
          case Step.ProvideTemplate t -> true;
          case Step.StartContainer s -> true;
          case Step.Guest g -> true;
        };
    return own ? new Done() : new Stop(foreign(planned));
  }

  private static Decision other(PlannedStep planned, Observation seen) {
    boolean freshInside =
        planned.step() instanceof Step.Guest
            && planned.prior() instanceof Observation.InNewContainer;
    // Absent before the container was made, stopped after it: either way it is to be started.
    boolean start = planned.step() instanceof Step.StartContainer;
    if (planned.action() != Action.KEEP && (freshInside || start || seen.equals(planned.prior()))) {
      return new Apply();
    }
    return new Stop(changed(planned));
  }

  private static Finding foreign(PlannedStep planned) {
    return Finding.blocker(
            "RALF-A004",
            Text.of(
                planned.step().name() + " is there already, and this run did not make it",
                planned.step().name() + " ist schon da, und dieser Lauf hat es nicht gemacht"))
        .help(
            Text.of(
                "find out whose it is; then plan again",
                "herausfinden, wem es gehört; dann neu planen"));
  }

  private static Finding changed(PlannedStep planned) {
    return Finding.blocker(
            "RALF-A002",
            Text.of(
                planned.step().name() + " is no longer as it was when the plan was made",
                planned.step().name() + " ist nicht mehr, wie es bei der Planung war"))
        .help(
            Text.of(
                "plan again, read what changed, approve the new plan",
                "neu planen, Änderung ansehen, neuen Plan freigeben"));
  }
}
