package zone.otta.ralf.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.PlanRecord;
import zone.otta.ralf.port.RunRecords.Put;
import zone.otta.ralf.port.RunRecords.StepResult;

/**
 * Derives from the events of a journal file what a memory records of plans, decisions and steps,
 * and puts it there. The same events give the same records, so a repetition finds them there.
 */
public final class RunProjection {
  private static final int PAGE = 500;
  private static final int WHAT = 4000;
  private final Journal file;
  private final Journal memory;
  private final RunRecords records;
  private final Function<Sha256, Optional<Json>> plans;
  private final EventReading events;
  private final Map<StreamName, Optional<Event.Opened>> runs = new HashMap<>();
  private final Map<StreamName, Optional<Event.Opened>> last = new HashMap<>();
  private final Map<StreamName, Long> fences = new HashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Set<Sha256> known = new HashSet<>();
  private final Set<Text> left = new LinkedHashSet<>();

  /** A result that is not there yet. */
  private record Step(StepResult result, ServiceName service, StoredEvent stored) {}

  /**
   * @param memory has the file's events, as far as they are projected
   * @param plans the plan of a hash, where it is kept
   */
  public RunProjection(
      Journal file,
      Journal memory,
      RunRecords records,
      Function<Sha256, Optional<Json>> plans,
      PayloadReader reader) {
    this.file = file;
    this.memory = memory;
    this.records = records;
    this.plans = plans;
    this.events = new EventReading(reader);
  }

  /**
   * Puts what follows from the events of the file behind one position up to another.
   *
   * @throws PortException {@code RALF-J020} to {@code J024} if the memory cannot be used: the same
   *     call again goes on
   */
  public void project(long after, long upTo) {
    runs.clear();
    last.clear();
    fences.clear();
    steps.clear();
    long at = after;
    while (at < upTo) {
      List<StoredEvent> page = file.readAll(at, (int) Math.min(PAGE, upTo - at));
      page.stream()
          .filter(EventReading::knows)
          .forEach(e -> told(e, () -> project(e, events.read(e, Event.class))));
      // Of a page's results of one step only the last stays there.
      steps.values().forEach(step -> told(step.stored(), () -> put(step)));
      steps.clear();
      at = page.getLast().position();
    }
  }

  /** What was not recorded so far, each once: plans that are gone, where something else stands. */
  public List<Text> left() {
    return List.copyOf(left);
  }

  /** What no record can be made of keeps no other back. */
  private void told(StoredEvent stored, Runnable work) {
    try {
      work.run();
    } catch (PortException e) {
      if (!e.code().equals(EventReading.NEWER)) {
        throw e;
      }
      left.add(e.what());
    } catch (IllegalArgumentException e) {
      left.add(
          Text.of(
              "%s at position %d: nothing that a memory takes"
                  .formatted(stored.event().type(), stored.position()),
              "%s an Position %d: nichts, was ein Gedächtnis nimmt"
                  .formatted(stored.event().type(), stored.position())));
    }
  }

  private void project(StoredEvent stored, Event event) {
    switch (event) {
      case Event.Planned e -> ensure(e.plan(), e.service(), stored);
      case Event.Approved e ->
          decided(DecisionRecords.approved(stored, e.approval()), e.service(), stored);
      case Event.Opened e -> {
        last.put(stored.stream(), Optional.of(e));
        ensure(e.plan(), e.service(), stored);
      }
      case Event.Renewed e -> renewed(stored, e);
      case Event.Judged e -> judged(stored, e);
      case Event.Started e -> {
        fences.put(stored.stream(), Math.max(fence(stored), e.fence().orElse(0L)));
        step(stored, e.step(), RunRecords.Phase.STARTED, named(e.name()));
      }
      case Event.Verified e ->
          step(
              stored,
              e.step(),
              RunRecords.Phase.DONE,
              named(e.name()).with("changed", e.changed()));
      case Event.Stopped e ->
          step(
              stored,
              e.step(),
              e.outcomeKnown() ? RunRecords.Phase.FAILED : RunRecords.Phase.UNKNOWN,
              named(e.name())
                  .with("code", e.code().id())
                  .with("what", DecisionRecords.clean(e.what(), WHAT)));
      case Event.Smoked e -> {}
      case Event.Drifted e -> {}
      case Event.Closed e -> {}
      case Event.Sealed e -> {}
      case Event.HandedOver e -> {}
    }
  }

  private static Json.Obj named(String step) {
    return Json.object().with("name", step);
  }

  private void renewed(StoredEvent stored, Event.Renewed renewed) {
    Optional<Event.Opened> run = run(StreamName.run(renewed.run()));
    if (run.isEmpty()) {
      return;
    }
    long until = stored.version();
    UUID former =
        events.all(file, stored.stream(), "renewed", Event.Renewed.class, until).stream()
            .filter(earlier -> earlier.run() == renewed.run())
            .map(Event.Renewed::approval)
            .reduce(run.get().approval(), (one, later) -> later);
    events.all(file, stored.stream(), "approved", Event.Approved.class, until).stream()
        .map(Event.Approved::approval)
        .filter(approval -> approval.id().equals(former))
        .findFirst()
        .map(approval -> DecisionRecords.expired(stored, renewed, approval))
        .ifPresent(decision -> decided(decision, run.get().service(), stored));
  }

  /** What is judged after a run is that run's plan; before it no plan is there yet. */
  private void judged(StoredEvent stored, Event.Judged judged) {
    if (judged.phase() >= Phase.DEPLOY.number()) {
      last.computeIfAbsent(stored.stream(), stream -> openedBefore(stored))
          .map(run -> DecisionRecords.judged(stored, judged, run))
          .ifPresent(decision -> decided(decision, judged.service(), stored));
    }
  }

  private Optional<Event.Opened> openedBefore(StoredEvent stored) {
    return events
        .all(file, stored.stream(), "opened", Event.Opened.class, stored.version())
        .stream()
        .reduce((one, later) -> later);
  }

  private void step(StoredEvent stored, int step, RunRecords.Phase phase, Json.Obj output) {
    run(stored.stream())
        .map(
            run ->
                new Step(
                    new StepResult(
                        run.plan(),
                        step,
                        stored.stream() + "/" + step,
                        phase,
                        Optional.of(output.compact()),
                        fence(stored),
                        stored.event().id()),
                    run.service(),
                    stored))
        .ifPresent(result -> steps.put(result.result().key(), result));
  }

  private Optional<Event.Opened> run(StreamName stream) {
    return runs.computeIfAbsent(
        stream,
        name ->
            events.all(file, Runs.INDEX, "opened", Event.Opened.class).stream()
                .filter(opened -> StreamName.run(opened.run()).equals(name))
                .findFirst());
  }

  /**
   * The highest one under which the run worked so far: without the memory there was none to get.
   */
  private long fence(StoredEvent stored) {
    return fences.computeIfAbsent(
        stored.stream(),
        stream ->
            events.all(file, stream, "started", Event.Started.class, stored.version()).stream()
                .flatMap(started -> started.fence().stream())
                .reduce(0L, Math::max));
  }

  private void decided(GateDecision decision, ServiceName service, StoredEvent stored) {
    check(
        withPlan(() -> records.put(decision), decision.plan(), service, stored),
        stored,
        "gate %s: decision %s".formatted(decision.gate(), decision.id()));
  }

  private void put(Step step) {
    check(
        withPlan(
            () -> records.put(step.result()), step.result().plan(), step.service(), step.stored()),
        step.stored(),
        "step " + step.result().key());
  }

  /** Plans are mostly there already; their bodies are not sent to find that out. */
  private Put withPlan(Supplier<Put> put, Sha256 plan, ServiceName service, StoredEvent stored) {
    Put first = put.get();
    if (!first.equals(new Put.Missing(Put.Part.PLAN))) {
      return first;
    }
    known.remove(plan);
    return ensure(plan, service, stored) ? put.get() : first;
  }

  private void check(Put put, StoredEvent stored, String what) {
    if (put instanceof Put.Conflict) {
      otherwise(what);
    }
    if (put.equals(new Put.Missing(Put.Part.EVENT))) {
      throw Shipping.diverged(stored.stream(), stored.version());
    }
  }

  /** Has the plan there; false if that cannot be, which is told. */
  private boolean ensure(Sha256 hash, ServiceName service, StoredEvent stored) {
    if (known.contains(hash)) {
      return true;
    }
    Optional<PlanRecord> plan =
        plans.apply(hash).flatMap(json -> record(hash, json, service, stored));
    if (plan.isEmpty()) {
      left.add(
          Text.of(
              "plan %s: its file is gone".formatted(hash.shortForm()),
              "Plan %s: seine Datei ist weg".formatted(hash.shortForm())));
      return false;
    }
    if (records.put(plan.get()) instanceof Put.Conflict) {
      otherwise("plan " + hash.shortForm());
      return false;
    }
    return known.add(hash);
  }

  /** Empty if it is not what its hash says. */
  private Optional<PlanRecord> record(
      Sha256 hash, Json json, ServiceName service, StoredEvent stored) {
    try {
      return Optional.of(
          new PlanRecord(
              hash, StreamName.service(service).value(), before(stored), json.canonical()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The memory's position before the event. */
  private long before(StoredEvent stored) {
    return memory.readStream(stored.stream(), stored.version() - 1, 1).stream()
        .map(there -> there.position() - 1)
        .findFirst()
        .orElseThrow(() -> Shipping.diverged(stored.stream(), stored.version()));
  }

  private void otherwise(String what) {
    left.add(
        Text.of(what + ": something else stands there", what + ": dort steht schon etwas anderes"));
  }
}
