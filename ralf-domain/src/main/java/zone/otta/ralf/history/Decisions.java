package zone.otta.ralf.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.EventReading;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.port.Journal;

/** What was decided about a service between two times, in the order in which it was recorded. */
public final class Decisions {
  private final EventReading reading;
  private final Runs runs;
  private final Function<Sha256, Optional<Plan>> plans;
  private final Map<Integer, Verdict> gates = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();

  private Decisions(PayloadReader reader, Runs runs, Function<Sha256, Optional<Plan>> plans) {
    this.reading = new EventReading(reader);
    this.runs = runs;
    this.plans = plans;
  }

  /**
   * @param until the journal as it was at the later time
   * @param afterUs the earlier time
   * @param runs of the same journal
   */
  public static List<Decision> of(
      ServiceName service,
      Journal until,
      long afterUs,
      PayloadReader reader,
      Runs runs,
      Function<Sha256, Optional<Plan>> plans) {
    var decisions = new Decisions(reader, runs, plans);
    decisions.read(service, until, afterUs);
    return List.copyOf(decisions.decisions);
  }

  private void read(ServiceName service, Journal until, long afterUs) {
    for (StoredEvent stored : until.readStream(StreamName.service(service), 0, Integer.MAX_VALUE)) {
      if (!EventReading.knows(stored)) {
        continue;
      }
      long at = stored.event().occurredUs();
      Event event = reading.read(stored, Event.class);
      Optional<Decision> decision = decision(event, at);
      if (at > afterUs) {
        decision.ifPresent(decisions::add);
      }
    }
  }

  private Optional<Decision> decision(Event event, long at) {
    return switch (event) {
      case Event.Approved e ->
          Optional.of(
              new Decision.Approved(
                  at,
                  Optional.of(e.approval().osUser() + "@" + e.approval().host()),
                  e.approval()));
      case Event.Opened e ->
          Optional.of(
              new Decision.Ran(
                  at, by(e.by()), e.run(), e.plan(), plans.apply(e.plan()), end(e.run())));
      case Event.Judged e -> judged(e, at);
      case Event.Drifted e ->
          Optional.of(new Decision.Compared(at, by(e.by()), e.run(), e.differences(), e.unseen()));
      case Event.Planned e -> Optional.empty();
      case Event.Renewed e -> Optional.empty();
      case Event.Started e -> Optional.empty();
      case Event.Verified e -> Optional.empty();
      case Event.Stopped e -> Optional.empty();
      case Event.Smoked e -> Optional.empty();
      case Event.Closed e -> Optional.empty();
      case Event.Sealed e -> Optional.empty();
      case Event.HandedOver e -> Optional.empty();
    };
  }

  /** Phase 1 ends without a gate. */
  private Optional<Decision> judged(Event.Judged e, long at) {
    int gate = e.phase() - 1;
    if (gate < 1) {
      return Optional.empty();
    }
    Optional<Verdict> before = Optional.ofNullable(gates.put(gate, e.result()));
    return Optional.of(new Decision.Judged(at, by(e.by()), gate, e.result(), before));
  }

  private Decision.End end(long run) {
    return runs.closed(run).isPresent()
        ? Decision.End.COMPLETED
        : runs.stopped(run).isPresent() ? Decision.End.STOPPED : Decision.End.OPEN;
  }

  private static Optional<String> by(Optional<Actor> actor) {
    return actor.map(Actor::toString);
  }
}
