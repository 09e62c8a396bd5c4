package zone.otta.ralf.apply;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.Facts;
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
          planned.step().reachedBy(present)
              ? reached(planned, started, present, ours)
              : other(planned, started, present, ours);
      case Observation.Absent absent ->
          planned.step().reachedBy(absent) ? new Done() : other(planned, started, absent, ours);
      case Observation.InNewContainer inside -> other(planned, started, inside, ours);
    };
  }

  private static Decision reached(
      PlannedStep planned, boolean started, Observation.Present present, Ownership ours) {
    boolean known = planned.action() == Action.KEEP || started;
    boolean own =
        switch (planned.step()) {
          case Step.CreateContainer c -> known && ours.ours(c, present);
          case Step.ChangeContainer c -> ours.ours(c, present);
          case Step.HaveContainer h -> ours.ours(h, present);
          case Step.RegisterAddress a -> known && ours.ours(a, present);
          case Step.RegisterPointer p -> known && ours.ours(p, present);
          case Step.RollBack b -> known && ours.ours(b, present);
          case Step.TakeSnapshot t -> known;
          case Step.Kept k -> known;
          // Nobody's property: a template, the power and the inside of our container.
          case Step.ProvideTemplate t -> true;
          case Step.SetFirewall f -> true;
          case Step.StartContainer s -> true;
          case Step.RestartContainer r -> true;
          case Step.StopContainer s -> true;
          case Step.Guest g -> true;
          case Step.Removal r -> true;
        };
    if (!own) {
      return new Stop(foreign(planned));
    }
    // A restart that this run has not begun is due even if nothing is known to wait for it.
    return planned.step() instanceof Step.RestartContainer && !started ? new Apply() : new Done();
  }

  private static Decision other(
      PlannedStep planned, boolean started, Observation seen, Ownership ours) {
    boolean freshInside =
        planned.step() instanceof Step.Guest
            && planned.prior() instanceof Observation.InNewContainer;
    boolean expected =
        switch (planned.step()) {
          // Absent before the container was made, stopped after it: either way it is to be started.
          case Step.StartContainer s -> true;
          case Step.RestartContainer r -> true;
          case Step.StopContainer s -> true;
          case Step.CreateContainer c ->
              seen.equals(planned.prior()) || (started && untagged(c, seen, ours));
          case Step.ChangeContainer c -> halfChanged(c, started, seen, ours);
          case Step.SetFirewall f ->
              started || seen.equals(planned.prior()) || firstOf(planned, seen);
          case Step.Host h -> seen.equals(planned.prior());
          case Step.Dns d -> seen.equals(planned.prior());
          // Its own earlier steps changed what it runs with; a restart is checked and repeatable.
          case Step.RunService s -> seen instanceof Observation.Present || freshInside;
          // Cut off in between, the old one is gone and the new one not there.
          case Step.MakeCertificate m ->
              freshInside
                  || seen.equals(planned.prior())
                  || (started && seen instanceof Observation.Absent);
          // The secret was renewed since: what the role logs in with is no longer what it was.
          case Step.ExchangeVerifier e -> seen instanceof Observation.Present;
          case Step.RetireSecret r -> seen instanceof Observation.Present;
          case Step.RenewSecret r -> seen.equals(planned.prior());
          case Step.Guest g -> freshInside || seen.equals(planned.prior());
          case Step.Removal r -> seen.equals(planned.prior());
        };
    return planned.action() != Action.KEEP && expected ? new Apply() : new Stop(changed(planned));
  }

  /** The container was made since the plan, and nobody has touched its firewall. */
  private static boolean firstOf(PlannedStep planned, Observation seen) {
    return planned.prior() instanceof Observation.Absent
        && seen instanceof Observation.Present present
        && present.facts() instanceof Facts.Firewall firewall
        && firewall.untouched();
  }

  /** Every field is old or new: this run's own work, cut off in between. */
  private static boolean halfChanged(
      Step.ChangeContainer change, boolean started, Observation seen, Ownership ours) {
    return seen instanceof Observation.Present present
        && present.facts() instanceof Facts.Container container
        && ours.ours(change, present)
        && (started
            ? ContainerDifference.isBetween(change.from(), container, change.desired())
            : container.equals(change.from()));
  }

  /**
   * This run's own creation, cut off before its tags were set: where a token's rights come from a
   * pool, they can only follow.
   */
  private static boolean untagged(Step.CreateContainer create, Observation seen, Ownership ours) {
    return seen instanceof Observation.Present present
        && present.facts() instanceof Facts.Container container
        && ours.ours(create, present)
        && container.tags().isEmpty()
        && ContainerDifference.between(container, create.desired()).stream()
            .allMatch(field -> field.name().equals("tags"));
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
