package zone.otta.ralf.cli.phases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import zone.otta.ralf.apply.Handover;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.ServiceRow;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.history.Decisions;
import zone.otta.ralf.history.PastJournal;
import zone.otta.ralf.history.ServiceChange;
import zone.otta.ralf.history.ServiceRecord;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.store.PlanStore;
import zone.otta.ralf.workspace.store.ShippedMark;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.store.StatusStore;

/** What a workspace remembers, read without a lock and without changing anything. */
public final class Memory {
  private final StateDirectory state;
  private final Journal journal;
  private final StatusStore statuses;
  private final Runs runs;
  private final boolean past;

  private Memory(StateDirectory state, Journal journal, boolean past) {
    this.state = state;
    this.journal = journal;
    this.statuses = new StatusStore(state);
    // Reading asks no clock.
    this.runs = new Runs(journal, Ledger.payloads(), InstantSource.system());
    this.past = past;
  }

  /** Empty if nothing was ever remembered here. */
  public static Optional<Memory> read(Workspace workspace) {
    return StateDirectory.find(workspace.stateRoot())
        .flatMap(state -> FileJournal.readOnly(state).map(j -> new Memory(state, j, false)));
  }

  /** The journal alone, seeing what others append. Empty if there is none. */
  public static Optional<Journal> following(Workspace workspace) {
    return StateDirectory.find(workspace.stateRoot()).flatMap(FileJournal::following);
  }

  public Journal journal() {
    return journal;
  }

  /**
   * The memory that the journal was handed over to, as far as this machine knows.
   *
   * @param waiting how many events it has not yet
   */
  public record Shared(ServiceName service, long waiting) {}

  /** Empty before a hand-over. Asks nobody. */
  public Optional<Shared> shared() {
    return Handover.done(journal, Ledger.payloads())
        .map(
            handed ->
                new Shared(
                    handed.service(),
                    MemoryShipping.waiting(handed, journal, new ShippedMark(state))));
  }

  public Anchors anchors() {
    return Anchors.over(journal);
  }

  /** As it was at a time. */
  public Memory at(Instant time) {
    return new Memory(state, new PastJournal(journal, RunLog.micros(time)), true);
  }

  /** All services, or the named one. */
  public List<ServiceRow> services(Optional<String> only) {
    return names(only).map(this::service).flatMap(Optional::stream).toList();
  }

  /** What became of all services, or the named one, between two times. */
  public List<ServiceChange> changes(Instant from, Instant to, Optional<String> only) {
    Memory before = at(from);
    Memory after = at(to);
    return names(only)
        .map(
            name ->
                new ServiceChange(
                    before.record(name),
                    after.record(name),
                    Decisions.of(
                        name,
                        after.journal,
                        RunLog.micros(from),
                        Ledger.payloads(),
                        after.runs,
                        this::plan)))
        .filter(change -> change.after().known())
        .toList();
  }

  private ServiceRecord record(ServiceName name) {
    return ServiceRecord.of(
        name,
        runs,
        this::plan,
        ServiceState.newest(journal, name).flatMap(ServiceState::certificate));
  }

  /** Empty if it is not there, or not as its hash says. */
  private Optional<Plan> plan(Sha256 hash) {
    try {
      return Optional.of(StoredPlan.find(new PlanStore(state), hash.hex()).plan());
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** Those that were judged here, and those that had a run anywhere. */
  private Stream<ServiceName> names(Optional<String> only) {
    return only.map(n -> ServiceName.parse(n).stream())
        .orElseGet(
            () ->
                Stream.concat(
                        statuses.services().stream(),
                        runs.opened().stream().map(Event.Opened::service))
                    .distinct()
                    .sorted());
  }

  private List<StatusObject> status(ServiceName name) {
    return past ? pastStatus(name) : statuses.read(name);
  }

  /** As the events have it; of a service that was removed only the last object. */
  private List<StatusObject> pastStatus(ServiceName name) {
    var last = new TreeMap<Integer, StatusObject>();
    boolean gone =
        ServiceState.newest(journal, name).flatMap(ServiceState::destroyedUs).isPresent();
    for (Event.Judged judged : runs.judged(name)) {
      if (gone) {
        last.clear();
      }
      StatusJson.read(judged.status()).ifPresent(object -> last.put(judged.phase(), object));
    }
    return List.copyOf(last.values());
  }

  private Optional<ServiceRow> service(ServiceName name) {
    List<StatusObject> status = status(name);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Verdict> gates = new HashMap<>();
    runs.judged(name).stream()
        .filter(j -> j.phase() > 1)
        .forEach(j -> gates.put(j.phase() - 1, j.result()));
    Optional<ServiceState> state = ServiceState.newest(journal, name);
    Optional<Long> destroyed = state.flatMap(ServiceState::destroyedUs);
    if (destroyed.isPresent()) {
      gates.remove(Phase.SMOKE.gate());
    }
    return Optional.of(
        new ServiceRow(
            name.value(),
            gates,
            state.map(Memory::where),
            destroyed.orElseGet(() -> since(name)),
            destroyed.isPresent(),
            drift(name),
            stopped(name),
            status));
  }

  private static String where(ServiceState state) {
    return state.node()
        + "/"
        + state.placement().ctid()
        + " "
        + state.placement().address().address();
  }

  /** Comparing changes nothing, so it makes nothing newer. */
  private long since(ServiceName name) {
    return journal.readStream(StreamName.service(name), 0, Integer.MAX_VALUE).stream()
        .filter(e -> !e.event().type().equals("drifted"))
        .mapToLong(e -> e.event().occurredUs())
        .reduce(0, (first, last) -> last);
  }

  private Optional<ServiceRow.Drift> drift(ServiceName name) {
    return runs.compared(name)
        .map(
            c ->
                new ServiceRow.Drift(
                    c.drift().differences().size(), c.drift().unseen().size(), c.atUs()));
  }

  private Optional<ServiceRow.Stopped> stopped(ServiceName name) {
    List<Event.Opened> opened = runs.opened(name);
    if (opened.isEmpty() || runs.closed(opened.getLast().run()).isPresent()) {
      return Optional.empty();
    }
    long run = opened.getLast().run();
    return Optional.of(
        new ServiceRow.Stopped(
            run,
            runs.stopped(run).map(s -> "step " + s.step() + " " + s.name()).orElse("run " + run)));
  }
}
