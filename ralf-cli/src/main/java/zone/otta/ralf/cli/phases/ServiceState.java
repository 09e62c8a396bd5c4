package zone.otta.ralf.cli.phases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.json.JsonReader;

/**
 * What is known of a service in one piece: a snapshot beside the journal, and what {@code status}
 * shows.
 *
 * @param gates verdicts of phases 1 to 5 that were judged so far, by phase
 * @param certificate SHA-256 over the server certificate that the last smoke test pinned
 * @param atUs microseconds since 1970
 * @param destroyedUs when it was destroyed, if it was
 */
public record ServiceState(
    ServiceName service,
    long run,
    Sha256 plan,
    String node,
    Placement placement,
    List<Judgement> gates,
    Optional<Sha256> certificate,
    long atUs,
    Optional<Long> destroyedUs) {
  static final String KIND = "service";

  /** The last verdict of a phase. */
  public record Judgement(int phase, Verdict result) {}

  public ServiceState {
    gates = List.copyOf(gates);
  }

  /**
   * @param pinned the certificate that was just pinned; without one the last is remembered
   */
  static ServiceState of(Plan plan, long run, Ledger ledger, Optional<Sha256> pinned, Instant now) {
    ServiceName service = plan.deployment().service();
    boolean destroyed = LastRun.destroys(plan) && ledger.runs().closed(run).isPresent();
    return new ServiceState(
        service,
        run,
        plan.hash(),
        plan.binding().node(),
        plan.deployment().placement(),
        gates(ledger.runs().judged(service)),
        pinned.or(() -> newest(ledger.journal(), service).flatMap(ServiceState::certificate)),
        RunLog.micros(now),
        destroyed ? Optional.of(RunLog.micros(now)) : Optional.empty());
  }

  static List<Judgement> gates(List<Event.Judged> judged) {
    Map<Integer, Verdict> last = new TreeMap<>();
    judged.forEach(j -> last.put(j.phase(), j.result()));
    return last.entrySet().stream().map(e -> new Judgement(e.getKey(), e.getValue())).toList();
  }

  public Optional<Verdict> phase(int number) {
    return gates.stream().filter(g -> g.phase() == number).map(Judgement::result).findFirst();
  }

  public Json json() {
    return Records.toJson(this);
  }

  void keep(Ledger ledger) {
    StreamName stream = StreamName.service(service);
    Journal.Head head = ledger.journal().head(stream);
    ledger
        .journal()
        .putSnapshot(
            new Journal.Snapshot(stream, KIND, head.version(), head.hash(), json().compact()));
  }

  /** The newest snapshot of a service, if it is one of this form. */
  public static Optional<ServiceState> newest(Journal journal, ServiceName service) {
    return journal
        .snapshot(StreamName.service(service), KIND)
        .map(s -> new JsonReader().read(s.state()).orThrow(m -> new IllegalStateException("state")))
        .map(json -> Records.fromTolerant(ServiceState.class, json));
  }
}
