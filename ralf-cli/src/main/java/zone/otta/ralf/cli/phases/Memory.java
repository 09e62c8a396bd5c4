package zone.otta.ralf.cli.phases;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.ServiceRow;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.store.StatusStore;

/** What a workspace remembers, read without a lock and without changing anything. */
public final class Memory {
  private final FileJournal journal;
  private final StatusStore statuses;
  private final Runs runs;

  private Memory(StateDirectory state, FileJournal journal) {
    this.journal = journal;
    this.statuses = new StatusStore(state);
    // Reading asks no clock.
    this.runs = new Runs(journal, Ledger.payloads(), InstantSource.system());
  }

  /** Empty if nothing was ever remembered here. */
  public static Optional<Memory> read(Workspace workspace) {
    return StateDirectory.find(workspace.stateRoot())
        .flatMap(state -> FileJournal.readOnly(state).map(j -> new Memory(state, j)));
  }

  /** The journal alone, seeing what others append. Empty if there is none. */
  public static Optional<Journal> following(Workspace workspace) {
    return StateDirectory.find(workspace.stateRoot()).flatMap(FileJournal::following);
  }

  public Journal journal() {
    return journal;
  }

  /** All services, or the named one. */
  public List<ServiceRow> services(Optional<String> only) {
    Stream<ServiceName> names =
        only.map(n -> ServiceName.parse(n).stream()).orElse(statuses.services().stream());
    return names.map(this::service).flatMap(Optional::stream).toList();
  }

  private Optional<ServiceRow> service(ServiceName name) {
    List<StatusObject> status = statuses.read(name);
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
        .map(c ->
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
