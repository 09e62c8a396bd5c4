package zone.otta.ralf.testkit.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.PlanRequest;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.world.CallFaults.Kind;

/**
 * Kills a run at every point there is, resumes it, and compares the end states. The points: before
 * each changing call, after the call and before its reply, and around each record in the journal;
 * besides, the connection (not the process) lost in each call.
 */
public final class CrashMatrix {
  /** One case: where it broke and how often it was resumed until it was done. */
  public record Case(String point, int resumptions, boolean sameEnd) {}

  private final PlanRequest request;
  private final Supplier<Journal> journals;
  private final PayloadReader reader;

  public CrashMatrix(PlanRequest request, Supplier<Journal> journals, PayloadReader reader) {
    this.request = request;
    this.journals = journals;
    this.reader = reader;
  }

  public List<Case> run() {
    Attempt undisturbed = new Attempt();
    CallFaults count = CallFaults.none();
    undisturbed.go(count, 0, false);
    String end = undisturbed.state.dump();
    int calls = count.calls();
    int records = undisturbed.records;
    var cases = new ArrayList<Case>();
    for (Kind kind : List.of(Kind.DIE_BEFORE, Kind.DIE_AFTER, Kind.LOSE_REQUEST, Kind.LOSE_REPLY)) {
      for (int at = 1; at <= calls; at++) {
        cases.add(broken(kind + " call " + at, new CallFaults(kind, at), 0, false, end));
      }
    }
    for (int at = 1; at <= records; at++) {
      cases.add(broken("before record " + at, CallFaults.none(), at, false, end));
      cases.add(broken("after record " + at, CallFaults.none(), at, true, end));
    }
    return cases;
  }

  private Case broken(String point, CallFaults faults, int record, boolean after, String end) {
    Attempt attempt = new Attempt();
    boolean done = attempt.go(faults, record, after);
    int resumptions = 0;
    while (!done && resumptions < 3) {
      resumptions++;
      done = attempt.go(CallFaults.none(), 0, false);
    }
    return new Case(point, resumptions, done && attempt.state.dump().equals(end));
  }

  /** One world, one journal, one plan; each go is a process of its own. */
  private final class Attempt {
    private final MemoryState state = new MemoryState();
    private final Journal journal = journals.get();
    private final Plan plan;
    private final long run;
    private int records;

    Attempt() {
      World world = MemoryWorld.of(state);
      PlanReport report = new Pipeline(world).plan(request);
      plan = report.plan().orElseThrow();
      Runs runs = new Runs(journal, reader, world.clock());
      var approval =
          new Approval(
              UUID.randomUUID(),
              plan.hash(),
              plan.warnings(),
              "test",
              "test",
              "test",
              1,
              Long.MAX_VALUE);
      run = runs.open(plan, approval);
    }

    /** Whether the run is complete. */
    boolean go(CallFaults faults, int record, boolean after) {
      World world = MemoryWorld.of(state, plan, faults);
      DyingJournal dying = new DyingJournal(journal, record, after);
      Runs runs = new Runs(dying, reader, world.clock());
      Ownership ownership =
          new Ownership(
              plan.deployment().service(),
              request.ownership().key(),
              runs.numbers(plan.deployment().service()),
              true);
      try {
        Outcome outcome =
            new Pipeline(world).deploy(plan, run, ownership, runs, new Silent(), () -> false);
        records = dying.appends();
        return outcome instanceof Outcome.Completed;
      } catch (SimulatedCrash crash) {
        return false;
      }
    }
  }

  private static final class Silent implements RunListener {
    @Override
    public void started(PlannedStep step, int total) {}

    @Override
    public void waiting(PlannedStep step, String task, Duration sofar, Duration atMost) {}

    @Override
    public void verified(PlannedStep step, int total, boolean changed, Duration took) {}
  }
}
