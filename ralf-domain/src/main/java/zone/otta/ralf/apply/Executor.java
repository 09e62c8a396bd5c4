package zone.otta.ralf.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.recipe.postgresql.FormerPassword;

/**
 * Executes an approved plan. A first run and a resumption are the same code: every step is looked
 * at before it is applied, its start is journaled before the world is touched, and it counts only
 * when its effect was seen. Nothing is repeated blindly.
 */
public final class Executor {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private final World world;
  private final Plan plan;
  private final long run;
  private final Ownership ownership;
  private final RunLog log;
  private final RunListener listener;
  private final BooleanSupplier endRequested;
  private final Turn turn;
  private final Preflight preflight;
  private final GuestActions guest;
  private final Map<Integer, Observation> lookahead = new HashMap<>();

  public Executor(
      World world,
      Plan plan,
      long run,
      Ownership ownership,
      RunLog log,
      RunListener listener,
      BooleanSupplier endRequested,
      Turn turn) {
    this.world = world;
    this.plan = plan;
    this.run = run;
    this.ownership = ownership;
    this.log = log;
    this.listener = listener;
    this.endRequested = endRequested;
    this.turn = turn;
    this.preflight = new Preflight(world);
    this.guest = new GuestActions(world.shell(), world.secrets());
  }

  public Outcome execute(RunState state) {
    try {
      Optional<Finding> obstacle = obstacleBeforeStart(state);
      if (obstacle.isPresent()) {
        return new Outcome.Stopped(Optional.empty(), obstacle.get(), true);
      }
    } catch (PortException e) {
      return new Outcome.Stopped(Optional.empty(), e.finding(), true);
    }
    int done = 0;
    for (PlannedStep step : plan.steps()) {
      if (state.verified().contains(step.number()) || step.action() == Action.KEEP) {
        done++;
        continue;
      }
      if (endRequested.getAsBoolean()) {
        return new Outcome.Interrupted(done);
      }
      Optional<Outcome> stopped = perform(step, state.started().contains(step.number()));
      if (stopped.isPresent()) {
        return stopped.get();
      }
      done++;
    }
    return new Outcome.Completed(plan.steps().size());
  }

  private Optional<Finding> obstacleBeforeStart(RunState state) {
    List<Observation> seen =
        preflight.observe(plan.steps().stream().map(PlannedStep::step).toList());
    for (int i = 0; i < seen.size(); i++) {
      PlannedStep step = plan.steps().get(i);
      if (notYetUp(step, seen.get(i), state) || notYetRenewed(step, state)) {
        continue;
      }
      boolean started =
          state.started().contains(step.number()) || state.verified().contains(step.number());
      if (Decision.of(step, started, seen.get(i), ownership) instanceof Decision.Stop stop) {
        return Optional.of(stop.why());
      }
    }
    return Optional.empty();
  }

  /** The container is down, and an open step of this plan brings it up: its inside comes later. */
  private boolean notYetUp(PlannedStep step, Observation seen, RunState state) {
    return step.step() instanceof Step.Guest
        && seen instanceof Observation.InNewContainer
        && plan.changes().stream()
            .filter(s -> !state.verified().contains(s.number()))
            .anyMatch(s -> Preflight.bringsUp(s.step()));
  }

  /** There is no former secret before the present one was renewed. */
  private boolean notYetRenewed(PlannedStep step, RunState state) {
    return step.step() instanceof Step.RetireSecret
        && plan.changes().stream()
            .filter(s -> !state.verified().contains(s.number()))
            .anyMatch(s -> s.step() instanceof Step.RenewSecret);
  }

  private Optional<Outcome> perform(PlannedStep step, boolean startedEarlier) {
    Instant begin = world.clock().instant();
    listener.started(step, plan.steps().size());
    boolean started = startedEarlier;
    boolean applied = false;
    try {
      while (true) {
        Observation seen = look(step, begin);
        switch (Decision.of(step, started, seen, ownership)) {
          case Decision.Done done -> {
            return verified(step, applied || startedEarlier, begin);
          }
          case Decision.Stop stop -> {
            return stopped(step, stop.why(), true);
          }
          case Decision.Wait wait -> {
            return stopped(step, busyTooLong(step, wait), false);
          }
          case Decision.Apply apply -> {
            if (applied) {
              return stopped(step, notReached(step), true);
            }
            Optional<Finding> over = turn.over();
            if (over.isPresent()) {
              return stopped(step, over.get(), true);
            }
            if (!started) {
              log.append(new Event.Started(step.number(), step.step().name(), turn.fence()));
              started = true;
            }
            applied = true;
            applyOnce(step, seen);
          }
        }
      }
    } catch (PortException e) {
      return stopped(step, e.finding(), e.fault() != Fault.UNREACHABLE);
    }
  }

  /**
   * A lost answer is looked up at once; only if the world cannot be asked is the outcome unknown.
   */
  private void applyOnce(PlannedStep step, Observation seen) {
    try {
      act(step.step(), seen);
    } catch (PortException e) {
      if (e.fault() != Fault.UNREACHABLE || !effectThere(step)) {
        throw e;
      }
    }
  }

  private boolean effectThere(PlannedStep step) {
    Observation now = look(step, world.clock().instant());
    if (step.step().reachedBy(now)) {
      lookahead.put(step.number(), now);
      return true;
    }
    return false;
  }

  private void act(Step step, Observation seen) {
    switch (step) {
      case Step.CreateContainer create -> world.host().apply(create, Optional.of(mark(create)));
      case Step.ChangeContainer change ->
          world.host().apply(remaining(change, seen), Optional.of(mark(change)));
      case Step.RollBack back -> world.host().apply(back, Optional.of(mark(back)));
      case Step.Host other -> world.host().apply(other, Optional.empty());
      case Step.Dns name -> world.dns().apply(name, mark(name));
      case Step.RenewSecret renew -> world.secrets().renew(renew.reference());
      case Step.RetireSecret retire -> {
        new FormerPassword(
                plan.deployment(), world.shell(), world.secrets(), world.probe(), world.tunnel())
            .requireRefused();
        world.secrets().forget(retire.reference());
      }
      case Step.Guest inside -> guest.apply(inside, seen);
    }
  }

  /** What is left to change from what is there now. */
  private static Step.ChangeContainer remaining(Step.ChangeContainer change, Observation seen) {
    return seen instanceof Observation.Present present
            && present.facts() instanceof Facts.Container now
        ? new Step.ChangeContainer(now, change.desired())
        : change;
  }

  private Mark mark(Step step) {
    return ownership.key().sign(ownership.service(), run, Ownership.object(step));
  }

  /**
   * Looks, and waits while it is busy; the next step inside the container is seen in the same call.
   */
  private Observation look(PlannedStep step, Instant since) {
    Observation known = lookahead.remove(step.number());
    if (known != null && !(known instanceof Observation.Busy)) {
      return known;
    }
    Duration limit = limit(step.step());
    while (true) {
      Observation seen = observe(step);
      if (!(seen instanceof Observation.Busy busy)) {
        return seen;
      }
      Duration sofar = Duration.between(since, world.clock().instant());
      if (sofar.compareTo(limit) >= 0) {
        return seen;
      }
      listener.waiting(step, busy.task(), sofar, limit);
      world.pause().of(LOOK_AGAIN);
    }
  }

  private Observation observe(PlannedStep step) {
    if (!(step.step() instanceof Step.Guest inside)) {
      return preflight.observe(List.of(step.step())).get(0);
    }
    Optional<PlannedStep> next =
        plan.steps().stream()
            .filter(s -> s.number() == step.number() + 1 && s.step() instanceof Step.Guest)
            .findFirst();
    if (next.isEmpty()) {
      return preflight.observe(List.of(inside)).get(0);
    }
    List<Observation> both = preflight.observe(List.of(inside, next.get().step()));
    lookahead.put(next.get().number(), both.get(1));
    return both.get(0);
  }

  private static Duration limit(Step step) {
    return switch (step) {
      case Step.ProvideTemplate t -> Duration.ofMinutes(30);
      case Step.CreateContainer c -> Duration.ofMinutes(10);
      case Step.ChangeContainer c -> Duration.ofMinutes(10);
      case Step.HaveContainer h -> Duration.ofSeconds(120);
      case Step.SetFirewall f -> Duration.ofSeconds(60);
      case Step.StartContainer s -> Duration.ofSeconds(120);
      case Step.RestartContainer r -> Duration.ofSeconds(240);
      case Step.StopContainer s -> Duration.ofSeconds(120);
      case Step.TakeSnapshot s -> Duration.ofMinutes(10);
      case Step.RollBack r -> Duration.ofMinutes(30);
      case Step.DestroyContainer d -> Duration.ofMinutes(10);
      case Step.Dns d -> Duration.ofSeconds(30);
      case Step.Kept k -> Duration.ofSeconds(60);
      case Step.Guest g -> Duration.ofSeconds(60);
    };
  }

  private Optional<Outcome> verified(PlannedStep step, boolean changed, Instant begin) {
    log.append(new Event.Verified(step.number(), step.step().name(), changed));
    listener.verified(
        step, plan.steps().size(), changed, Duration.between(begin, world.clock().instant()));
    return Optional.empty();
  }

  private Optional<Outcome> stopped(PlannedStep step, Finding why, boolean outcomeKnown) {
    log.append(
        new Event.Stopped(
            step.number(), step.step().name(), why.code(), why.summary().en(), outcomeKnown));
    return Optional.of(new Outcome.Stopped(Optional.of(step), why, outcomeKnown));
  }

  private static Finding busyTooLong(PlannedStep step, Decision.Wait wait) {
    return Finding.blocker(
            "RALF-A005",
            Text.of(
                step.step().name()
                    + " is still busy ("
                    + wait.task()
                    + ") after "
                    + limit(step.step()).toSeconds()
                    + " s",
                step.step().name()
                    + " ist nach "
                    + limit(step.step()).toSeconds()
                    + " s noch beschäftigt ("
                    + wait.task()
                    + ")"))
        .help(Text.of("wait for it to end, then resume", "Ende abwarten, dann fortsetzen"));
  }

  private static Finding notReached(PlannedStep step) {
    return Finding.blocker(
            "RALF-A003",
            Text.of(
                step.step().name() + " was applied, but its effect is not to be seen",
                step.step().name() + " wurde ausgeführt, die Wirkung ist aber nicht zu sehen"))
        .help(
            Text.of(
                "look at the object by hand; resuming looks again before it acts",
                "Objekt von Hand ansehen; Fortsetzen sieht vor dem Handeln erneut nach"));
  }
}
