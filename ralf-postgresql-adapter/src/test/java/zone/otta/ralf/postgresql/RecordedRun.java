package zone.otta.ralf.postgresql;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryState;
import zone.otta.ralf.testkit.world.MemoryWorld;
import zone.otta.ralf.testkit.world.Requests;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.json.JsonReader;

/** Runs of one plan in a world in memory, recorded in a real journal file. */
final class RecordedRun implements AutoCloseable {
  static final StreamName SERVICE = StreamName.service(Requests.SERVICE);
  private static final JsonReader JSON = new JsonReader();
  private final MemoryState state = new MemoryState();
  private final FileJournal file;
  private final Actor by = new Actor("bert", "desk", "0.1.0");
  private Instant now = Instant.ofEpochSecond(1_790_000_000);
  private final Plan plan;

  RecordedRun(Path folder) {
    this.file = HandedFile.open(folder);
    this.plan =
        new Pipeline(MemoryWorld.of(state))
            .plan(Requests.postgresql(Requests.owning(Set.of())))
            .plan()
            .orElseThrow();
    planned();
  }

  void planned() {
    log(new Event.Planned(Requests.SERVICE, plan.hash(), Verdict.OK, Optional.of(by)));
  }

  static PayloadReader payloads() {
    return payload -> JSON.read(payload).orThrow(m -> new IllegalStateException("payload"));
  }

  FileJournal file() {
    return file;
  }

  Plan plan() {
    return plan;
  }

  /** As a workspace keeps it. */
  Optional<Json> kept(Sha256 hash) {
    return hash.equals(plan.hash()) ? Optional.of(plan.json()) : Optional.empty();
  }

  /** Approved for longer than any calendar goes. */
  Approval forEver() {
    return approved(Long.MAX_VALUE);
  }

  private Approval approved() {
    return approved(RunLog.micros(now.plus(Duration.ofHours(1))));
  }

  private Approval approved(long untilUs) {
    Approval yes =
        new Approval(
            UUID.randomUUID(),
            plan.hash(),
            plan.warnings(),
            "Anna Berg",
            "anna",
            "desk",
            RunLog.micros(now),
            untilUs);
    log(new Event.Approved(Requests.SERVICE, yes, Optional.of(by)));
    return yes;
  }

  Runs runs() {
    return new Runs(file, payloads(), () -> now, Optional.of(by));
  }

  private long open(Approval approval) {
    return runs().open(plan, approval);
  }

  /** Runs it, up to where the world breaks, and judges gate 3; if it is complete, gate 4. */
  private void goes(long run, CallFaults faults, Turn turn) {
    Outcome outcome =
        new Pipeline(MemoryWorld.of(state, plan, faults))
            .deploy(
                plan,
                run,
                Requests.owning(runs().numbers(Requests.SERVICE)),
                runs(),
                new Silent(),
                () -> false,
                turn);
    boolean done = outcome instanceof Outcome.Completed;
    judged(Phase.DEPLOY, done ? Verdict.OK : Verdict.BLOCKER);
    if (done) {
      runs().log(run).append(new Event.Closed(run, Verdict.OK, Optional.of(Verdict.WARNUNG)));
      judged(Phase.SMOKE, Verdict.WARNUNG);
    }
    snapshot("{\"run\":" + run + ",\"done\":" + done + "}");
  }

  private void judged(Phase phase, Verdict verdict) {
    StatusObject status =
        new StatusObject(
            phase.stepId("postgres"), verdict, phase + " " + verdict, List.of(), List.of());
    log(
        new Event.Judged(
            Requests.SERVICE, phase.number(), verdict, StatusJson.write(status), Optional.of(by)));
  }

  void snapshot(String text) {
    Journal.Head head = file.head(SERVICE);
    file.putSnapshot(new Journal.Snapshot(SERVICE, "service", head.version(), head.hash(), text));
  }

  private void log(Event event) {
    runs().log(Requests.SERVICE).append(event);
  }

  /** Two runs of the plan, both stopped by a lost connection; the second one under a lease. */
  long stopped() {
    goes(open(approved()), lost(1), Turn.UNSHARED);
    long second = open(approved());
    goes(second, lost(3), new Leased(7));
    return second;
  }

  private static CallFaults lost(int call) {
    return new CallFaults(CallFaults.Kind.LOSE_REQUEST, call);
  }

  /** The second one goes on when its approval has expired, with a later one and no lease. */
  Approval resumed(long run) {
    now = now.plus(Duration.ofHours(2));
    Approval later = approved();
    runs().renewFor(runs().opened(run).orElseThrow(), plan);
    goes(run, CallFaults.none(), Turn.UNSHARED);
    return later;
  }

  @Override
  public void close() {
    file.close();
  }

  /** A turn that lasts. */
  private record Leased(long number) implements Turn {
    @Override
    public Optional<Finding> over() {
      return Optional.empty();
    }

    @Override
    public Optional<Long> fence() {
      return Optional.of(number);
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
