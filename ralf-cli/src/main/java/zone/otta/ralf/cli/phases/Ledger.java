package zone.otta.ralf.cli.phases;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.apply.Handover;
import zone.otta.ralf.apply.RunProjection;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Tenure;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Version;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.journal.JournalHolder;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.store.LocalPlace;
import zone.otta.ralf.workspace.store.MarkKeyStore;
import zone.otta.ralf.workspace.store.PlanStore;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.store.StatusStore;

/** RALF's memory of a workspace, opened for writing by this process alone. */
public final class Ledger implements AutoCloseable {
  private final StateDirectory state;
  private final FileJournal file;
  private final Journal journal;
  private final Actor actor;
  private final long process;
  private final boolean alone;
  private final Runs runs;
  private final StatusStore statuses;
  private final InstantSource clock;
  private final MemoryShipping shipping;

  private Ledger(
      StateDirectory state, FileJournal file, Session session, Workspace workspace, boolean alone) {
    this.state = state;
    this.file = file;
    this.journal = new WatchedJournal(file, this::appended);
    this.process = session.here().processId();
    this.alone = alone;
    this.actor = new Actor(session.here().user(), session.here().host(), Version.RALF);
    this.runs = new Runs(journal, payloads(), session.here().clock(), by());
    this.statuses = new StatusStore(state);
    this.clock = session.here().clock();
    this.shipping = new MemoryShipping(session, this, new MemoryLine(session, workspace, this));
  }

  private void appended() {
    shipping.appended();
  }

  /**
   * Opens it, makes it if needed; says so if an unfinished end had to be cut off.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J001} if another process writes it
   */
  public static Ledger open(Session session, Workspace workspace) {
    return open(session, workspace, false);
  }

  /**
   * The same.
   *
   * @param alone somebody says that nobody else works on any service of this workspace
   */
  public static Ledger open(Session session, Workspace workspace, boolean alone) {
    StateDirectory state = StateDirectory.openOrCreate(workspace.stateRoot());
    var here = session.here();
    JournalHolder holder =
        new JournalHolder(here.user(), here.host(), here.processId(), here.clock().instant());
    FileJournal journal = FileJournal.open(state, holder);
    journal
        .tornTail()
        .ifPresent(t -> session.output().notice(Found.of(t.finding(), session.language())));
    Ledger ledger = new Ledger(state, journal, session, workspace, alone);
    ledger.shipping.told();
    return ledger;
  }

  /** How the payloads of events are read. */
  static PayloadReader payloads() {
    JsonReader reader = new JsonReader();
    return payload ->
        reader.read(payload).orThrow(m -> new IllegalStateException("payload: " + m.reason().en()));
  }

  public StateDirectory state() {
    return state;
  }

  public Journal journal() {
    return journal;
  }

  /** Who has this done. */
  Optional<Actor> by() {
    return Optional.of(actor);
  }

  public Runs runs() {
    return runs;
  }

  /**
   * Moves this file into a memory. Nothing goes to a former one meanwhile; what comes behind the
   * seal goes to this one when the ledger is closed.
   */
  Imports.Taken handOver(Imports memory, ServiceName service, Handover.Watch watch) {
    shipping.pause();
    try {
      return new Handover(journal, file::sum, payloads(), clock, watch).into(memory, service);
    } finally {
      shipping.resume();
    }
  }

  /** Where it was handed over to last, if it was. */
  Optional<Event.HandedOver> handedOver() {
    return Handover.done(journal, payloads());
  }

  /** The way of a memory's events into its records of runs. */
  RunProjection projection(Journal memory, RunRecords records) {
    return new RunProjection(
        journal, memory, records, hash -> StoredPlan.body(plans(), hash), payloads());
  }

  /** The newest snapshot of each stream and kind. */
  List<Journal.Snapshot> snapshots() {
    return file.snapshots();
  }

  public PlanStore plans() {
    return new PlanStore(state);
  }

  /** The only run of a service at this time; see {@link ServiceTurn#take}. */
  ServiceTurn turn(ServiceName service) {
    return ServiceTurn.take(service, this, shipping, alone);
  }

  /** Who works here, as leases name them. */
  Tenure.Worker worker() {
    return new Tenure.Worker(
        actor.user() + "@" + actor.host() + ", process " + process, LocalPlace.of(state));
  }

  /** Whether nothing was known here before this command. */
  public boolean isNew() {
    return state.isNew();
  }

  /** What counts as ours, as far as this journal knows now. */
  public Ownership ownership(ServiceName service, boolean dnsMarks) {
    return new Ownership(service, markKey(), numbers(service), dnsMarks);
  }

  private MarkKey markKey() {
    return new MarkKeyStore(state).openOrCreate();
  }

  private Set<Long> numbers(ServiceName service) {
    return runs.numbers(service);
  }

  /** Keeps a status object as file and as event: the same object in both. */
  public void judged(ServiceName service, Phase phase, StatusObject status) {
    statuses.save(service, status);
    runs.log(service)
        .append(
            new Event.Judged(
                service, phase.number(), status.result(), StatusJson.write(status), by()));
  }

  /** Of a service that is gone only the last phase still stands; the journal keeps the others. */
  void nothingRuns(ServiceName service, StatusObject last) {
    statuses.keepOnly(service, last);
  }

  /** Brings to the memory, if there is one, what it has not yet. */
  @Override
  public void close() {
    try (file) {
      shipping.close();
    }
  }
}
