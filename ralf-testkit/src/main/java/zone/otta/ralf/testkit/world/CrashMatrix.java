package zone.otta.ralf.testkit.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.plan.MarkKey;
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

  /** Makes one plan of a service's life. */
  @FunctionalInterface
  public interface Chapter {
    /**
     * @param ownership of the service's runs so far
     * @param last the plan that was executed before; empty at first
     */
    PlanReport plan(Pipeline pipeline, Ownership ownership, Optional<Plan> last);
  }

  private final List<Chapter> chapters;
  private final ServiceName service;
  private final MarkKey key;
  private final Supplier<Journal> journals;
  private final PayloadReader reader;

  /**
   * @param chapters all but the last are executed undisturbed; the last is broken
   */
  public CrashMatrix(
      List<Chapter> chapters,
      ServiceName service,
      MarkKey key,
      Supplier<Journal> journals,
      PayloadReader reader) {
    this.chapters = List.copyOf(chapters);
    this.service = service;
    this.key = key;
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

  /** Whether the last chapter, executed undisturbed, leaves nothing to do for itself. */
  public boolean settles() {
    Attempt undisturbed = new Attempt();
    if (!undisturbed.go(CallFaults.none(), 0, false)) {
      return false;
    }
    PlanReport again =
        chapters
            .get(chapters.size() - 1)
            .plan(
                new Pipeline(MemoryWorld.of(undisturbed.state)),
                undisturbed.ownership(undisturbed.journal),
                Optional.of(undisturbed.plan));
    return again.plan().filter(Plan::isEmpty).isPresent();
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
      Optional<Plan> last = Optional.empty();
      for (Chapter chapter : chapters.subList(0, chapters.size() - 1)) {
        Plan earlier = planned(chapter, last);
        if (!execute(earlier, open(earlier), CallFaults.none(), journal)) {
          throw new IllegalStateException("an earlier chapter failed");
        }
        last = Optional.of(earlier);
      }
      plan = planned(chapters.get(chapters.size() - 1), last);
      run = open(plan);
    }

    private Plan planned(Chapter chapter, Optional<Plan> last) {
      PlanReport report =
          chapter.plan(new Pipeline(MemoryWorld.of(state)), ownership(journal), last);
      Plan made = report.plan().orElseThrow();
      if (made.blocked() || made.isEmpty()) {
        throw new IllegalStateException("not a plan to execute: " + made.findings());
      }
      return made;
    }

    private long open(Plan made) {
      var approval =
          new Approval(
              UUID.randomUUID(),
              made.hash(),
              made.warnings(),
              "test",
              "test",
              "test",
              1,
              Long.MAX_VALUE);
      return runs(journal).open(made, approval);
    }

    private Runs runs(Journal written) {
      return new Runs(written, reader, MemoryWorld.of(state).clock());
    }

    private Ownership ownership(Journal written) {
      return new Ownership(service, key, runs(written).numbers(service), true);
    }

    /** Whether the run is complete. */
    boolean go(CallFaults faults, int record, boolean after) {
      DyingJournal dying = new DyingJournal(journal, record, after);
      try {
        return execute(plan, run, faults, dying);
      } catch (SimulatedCrash crash) {
        return false;
      } finally {
        records = dying.appends();
      }
    }

    private boolean execute(Plan made, long number, CallFaults faults, Journal written) {
      World world = MemoryWorld.of(state, made, faults);
      Outcome outcome =
          new Pipeline(world)
              .deploy(made, number, ownership(written), runs(written), new Silent(), () -> false);
      return outcome instanceof Outcome.Completed;
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
