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
import zone.otta.ralf.apply.Turn;
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
 * besides, the connection (not the process) lost in each call. Where a world is dear, {@link
 * #chain} breaks one life at each of its calls in turn.
 */
public final class CrashMatrix {
  /** One case: where it broke and how often it was resumed until it was done. */
  public record Case(String point, int resumptions, boolean sameEnd) {}

  /**
   * One chapter of a life that was broken at each of its calls.
   *
   * @param breaks how often it was broken and resumed
   */
  public record Chained(int chapter, int breaks, boolean sameEnd) {}

  /** Makes one plan of a service's life. */
  @FunctionalInterface
  public interface Chapter {
    /**
     * @param ownership of the service's runs so far
     * @param last the plan that was executed before; empty at first
     */
    PlanReport plan(Pipeline pipeline, Ownership ownership, Optional<Plan> last);
  }

  private static final int MOST_BREAKS = 500;
  private final Supplier<? extends CrashStage> stages;
  private final List<Chapter> chapters;
  private final ServiceName service;
  private final MarkKey key;
  private final Supplier<Journal> journals;
  private final PayloadReader reader;

  /**
   * @param stages each gives an empty world
   * @param chapters all but the last are executed undisturbed; the last is broken
   */
  public CrashMatrix(
      Supplier<? extends CrashStage> stages,
      List<Chapter> chapters,
      ServiceName service,
      MarkKey key,
      Supplier<Journal> journals,
      PayloadReader reader) {
    this.stages = stages;
    this.chapters = List.copyOf(chapters);
    this.service = service;
    this.key = key;
    this.journals = journals;
    this.reader = reader;
  }

  public List<Case> run() {
    String end;
    int calls;
    int records;
    try (Life undisturbed = new Life()) {
      undisturbed.beforeLast();
      undisturbed.opens(last());
      CallFaults count = CallFaults.none();
      undisturbed.go(count, 0, false);
      end = undisturbed.stage.dump();
      calls = count.calls();
      records = undisturbed.records;
    }
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

  private Chapter last() {
    return chapters.get(chapters.size() - 1);
  }

  /** What each chapter of a life undisturbed leaves. */
  public List<String> ends() {
    var ends = new ArrayList<String>();
    try (Life undisturbed = new Life()) {
      for (Chapter chapter : chapters) {
        undisturbed.opens(chapter);
        undisturbed.completes();
        ends.add(undisturbed.stage.dump());
      }
    }
    return ends;
  }

  /**
   * All chapters, one after the other in one world. The next call is never sent, then lost on its
   * way, then done and not told; where that gets the run no further, the call after it follows.
   *
   * @param ends as {@link #ends} says
   */
  public List<Chained> chain(List<String> ends) {
    var chained = new ArrayList<Chained>();
    try (Life broken = new Life()) {
      for (Chapter chapter : chapters) {
        broken.opens(chapter);
        int breaks = broken.untilDone();
        String end = ends.get(chained.size());
        chained.add(new Chained(chained.size() + 1, breaks, broken.stage.dump().equals(end)));
      }
    }
    return chained;
  }

  /** Whether the last chapter, executed undisturbed, leaves nothing to do for itself. */
  public boolean settles() {
    try (Life undisturbed = new Life()) {
      undisturbed.beforeLast();
      undisturbed.opens(last());
      return undisturbed.go(CallFaults.none(), 0, false)
          && undisturbed.report(last()).plan().filter(Plan::isEmpty).isPresent();
    }
  }

  private Case broken(String point, CallFaults faults, int record, boolean after, String end) {
    try (Life life = new Life()) {
      life.beforeLast();
      life.opens(last());
      boolean done = life.go(faults, record, after);
      int resumptions = 0;
      while (!done && resumptions < 3) {
        resumptions++;
        done = life.go(CallFaults.none(), 0, false);
      }
      return new Case(point, resumptions, done && life.stage.dump().equals(end));
    }
  }

  /** One world, one journal; each go is a process of its own. */
  private final class Life implements AutoCloseable {
    private final CrashStage stage = stages.get();
    private final Journal journal = journals.get();
    private Optional<Plan> plan = Optional.empty();
    private long run;
    private int records;

    void beforeLast() {
      for (Chapter chapter : chapters.subList(0, chapters.size() - 1)) {
        opens(chapter);
        completes();
      }
    }

    void completes() {
      if (!go(CallFaults.none(), 0, false)) {
        throw new IllegalStateException("an earlier chapter failed");
      }
    }

    /** How often it was broken; at most 500 times. */
    int untilDone() {
      int breaks = 0;
      int inPlace = 0;
      long verified = verified();
      while (breaks < MOST_BREAKS && !go(next(verified, inPlace), 0, false)) {
        breaks++;
        long now = verified();
        inPlace = now > verified ? 0 : inPlace + 1;
        verified = now;
      }
      return breaks;
    }

    private long verified() {
      return journal.readAll(0, Integer.MAX_VALUE).stream()
          .filter(stored -> stored.event().type().equals("verified"))
          .count();
    }

    /** A lost reply stops nothing: it is looked up. So every other step dies instead. */
    private static CallFaults next(long verified, int inPlace) {
      int at = 1 + inPlace / 3;
      return switch (inPlace % 3) {
        case 0 -> new CallFaults(Kind.DIE_BEFORE, at);
        case 1 -> new CallFaults(Kind.LOSE_REQUEST, at).thenDie();
        default ->
            verified % 2 == 0
                ? new CallFaults(Kind.DIE_AFTER, at)
                : new CallFaults(Kind.LOSE_REPLY, at).thenDie();
      };
    }

    /** Plans a chapter and opens its run. */
    void opens(Chapter chapter) {
      Plan made = report(chapter).plan().orElseThrow();
      if (made.blocked() || made.isEmpty()) {
        throw new IllegalStateException("not a plan to execute: " + made.findings());
      }
      plan = Optional.of(made);
      run =
          stage.process(
              CallFaults.none(),
              Optional.empty(),
              world -> runs(journal, world).open(made, yes(made)));
    }

    PlanReport report(Chapter chapter) {
      return stage.process(
          CallFaults.none(),
          Optional.empty(),
          world -> chapter.plan(new Pipeline(world), ownership(journal, world), plan));
    }

    private Approval yes(Plan made) {
      return new Approval(
          UUID.randomUUID(),
          made.hash(),
          made.warnings(),
          "test",
          "test",
          "test",
          1,
          Long.MAX_VALUE);
    }

    private Runs runs(Journal written, World world) {
      return new Runs(written, reader, world.clock());
    }

    private Ownership ownership(Journal written, World world) {
      return new Ownership(service, key, runs(written, world).numbers(service), true);
    }

    /** Whether the run is complete. */
    boolean go(CallFaults faults, int record, boolean after) {
      DyingJournal dying = new DyingJournal(journal, record, after);
      try {
        return stage.process(faults, plan, world -> execute(world, dying));
      } catch (SimulatedCrash crash) {
        return false;
      } finally {
        records = dying.appends();
      }
    }

    private boolean execute(World world, Journal written) {
      Outcome outcome =
          new Pipeline(world)
              .deploy(
                  plan.orElseThrow(),
                  run,
                  ownership(written, world),
                  runs(written, world),
                  new Silent(),
                  () -> false,
                  Turn.UNSHARED);
      return outcome instanceof Outcome.Completed;
    }

    @Override
    public void close() {
      stage.close();
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
