package zone.otta.ralf.testkit.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.history.EventFeed;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.RunRecords;

/** Run records in memory beside a journal, for tests. Thread-safe. */
public class MemoryRunRecords implements RunRecords {
  private final Journal journal;
  private final Map<Sha256, PlanRecord> plans = new LinkedHashMap<>();
  private final Map<UUID, GateDecision> decisions = new LinkedHashMap<>();
  private final Map<String, StepResult> steps = new LinkedHashMap<>();

  public MemoryRunRecords(Journal journal) {
    this.journal = journal;
  }

  @Override
  public synchronized Put put(PlanRecord plan) {
    if (plan.base() > EventFeed.lastPosition(journal)) {
      throw new IllegalArgumentException("no such position");
    }
    PlanRecord there = plans.putIfAbsent(plan.digest(), plan);
    if (there == null) {
      return new Put.Stored();
    }
    return there.subject().equals(plan.subject()) ? new Put.AlreadyStored() : new Put.Conflict();
  }

  @Override
  public synchronized Put put(GateDecision decision) {
    Optional<Put> missing = missing(decision.plan(), decision.event());
    if (missing.isPresent()) {
      return missing.get();
    }
    GateDecision there = decisions.putIfAbsent(decision.id(), decision);
    if (there == null) {
      return new Put.Stored();
    }
    return there.equals(decision) ? new Put.AlreadyStored() : new Put.Conflict();
  }

  @Override
  public synchronized Put put(StepResult result) {
    Optional<Put> missing = missing(result.plan(), result.event());
    if (missing.isPresent()) {
      return missing.get();
    }
    StepResult there = steps.get(result.key());
    Put put = there == null ? new Put.Stored() : after(there, result);
    if (put instanceof Put.Stored) {
      steps.put(result.key(), result);
    }
    return put;
  }

  private Put after(StepResult there, StepResult result) {
    StoredEvent before = event(there.event()).orElseThrow();
    StoredEvent now = event(result.event()).orElseThrow();
    if (there.equals(result)) {
      return new Put.AlreadyStored();
    }
    if (!there.plan().equals(result.plan())
        || there.step() != result.step()
        || !before.stream().equals(now.stream())) {
      return new Put.Conflict();
    }
    if (before.position() < now.position() && there.fence() <= result.fence()) {
      return new Put.Stored();
    }
    return before.position() > now.position() && there.fence() >= result.fence()
        ? new Put.Passed()
        : new Put.Conflict();
  }

  private Optional<Put> missing(Sha256 plan, UUID event) {
    if (!plans.containsKey(plan)) {
      return Optional.of(new Put.Missing(Put.Part.PLAN));
    }
    return event(event).isPresent()
        ? Optional.empty()
        : Optional.of(new Put.Missing(Put.Part.EVENT));
  }

  private Optional<StoredEvent> event(UUID id) {
    return journal.readAll(0, Integer.MAX_VALUE).stream()
        .filter(stored -> stored.event().id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized Optional<PlanRecord> plan(Sha256 digest) {
    return Optional.ofNullable(plans.get(digest));
  }

  @Override
  public synchronized List<PlanHead> plans(String subject, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return plans.values().stream()
        .filter(plan -> plan.subject().equals(subject))
        .map(PlanRecord::head)
        .sorted(
            Comparator.comparing(PlanHead::base)
                .reversed()
                .thenComparing(head -> head.digest().hex()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Recorded<GateDecision>> decisions(Sha256 plan) {
    return recorded(
        decisions.values().stream().filter(d -> d.plan().equals(plan)).toList(),
        GateDecision::event);
  }

  @Override
  public synchronized List<Recorded<StepResult>> steps(Sha256 plan) {
    return recorded(
        steps.values().stream().filter(s -> s.plan().equals(plan)).toList(), StepResult::event);
  }

  private <T> List<Recorded<T>> recorded(List<T> records, Function<T, UUID> event) {
    List<Recorded<T>> all = new ArrayList<>();
    for (T what : records) {
      StoredEvent stored = event(event.apply(what)).orElseThrow();
      all.add(new Recorded<>(what, stored.stream(), stored.position()));
    }
    all.sort(Comparator.comparing(Recorded::position));
    return all;
  }
}
