package zone.otta.ralf.apply;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/** Approvals and runs as the journal has them. The stream {@code runs} numbers the runs. */
public final class Runs {
  /** The stream that numbers the runs. */
  public static final StreamName INDEX = new StreamName("runs");

  private static final int ALL = Integer.MAX_VALUE;
  private final Journal journal;
  private final PayloadReader reader;
  private final EventReading reading;
  private final InstantSource clock;
  private final Optional<Actor> by;

  /** For reading, and for runs of which nobody is to be named. */
  public Runs(Journal journal, PayloadReader reader, InstantSource clock) {
    this(journal, reader, clock, Optional.empty());
  }

  /**
   * @param by who opens runs
   */
  public Runs(Journal journal, PayloadReader reader, InstantSource clock, Optional<Actor> by) {
    this.journal = journal;
    this.reader = reader;
    this.reading = new EventReading(reader);
    this.clock = clock;
    this.by = by;
  }

  /** Every run ever opened, in order. */
  public List<Event.Opened> opened() {
    return events(INDEX, "opened", Event.Opened.class);
  }

  public List<Event.Opened> opened(ServiceName service) {
    return opened().stream().filter(o -> o.service().equals(service)).toList();
  }

  public Optional<Event.Opened> opened(long run) {
    return opened().stream().filter(o -> o.run() == run).findFirst();
  }

  /** The numbers of a service's runs: what a mark is checked against. */
  public Set<Long> numbers(ServiceName service) {
    var numbers = new HashSet<Long>();
    opened(service).forEach(o -> numbers.add(o.run()));
    return numbers;
  }

  public List<Approval> approvals(ServiceName service) {
    return events(StreamName.service(service), "approved", Event.Approved.class).stream()
        .map(Event.Approved::approval)
        .toList();
  }

  public Optional<Event.Closed> closed(long run) {
    List<Event.Closed> closed = events(StreamName.run(run), "closed", Event.Closed.class);
    return closed.isEmpty() ? Optional.empty() : Optional.of(closed.get(closed.size() - 1));
  }

  /** How the run stopped last, if it did and went no further since. */
  public Optional<Event.Stopped> stopped(long run) {
    List<StoredEvent> events = journal.readStream(StreamName.run(run), 0, ALL);
    if (events.isEmpty() || !events.get(events.size() - 1).event().type().equals("stopped")) {
      return Optional.empty();
    }
    return Optional.of(reading.read(events.get(events.size() - 1), Event.Stopped.class));
  }

  /**
   * How far a run has come.
   *
   * @throws PortException {@code RALF-J019} if a newer RALF wrote in it what this one does not know
   */
  public RunState state(long run) {
    reading.requireKnown(journal, StreamName.run(run));
    return RunState.of(journal.readStream(StreamName.run(run), 0, ALL), reader);
  }

  /** The snapshots that runs of a service took and no removal took away since, oldest first. */
  public List<TakenSnapshot> snapshots(ServiceName service) {
    var taken = new ArrayList<TakenSnapshot>();
    for (Event.Opened run : opened(service)) {
      for (StoredEvent stored : journal.readStream(StreamName.run(run.run()), 0, ALL)) {
        if (!stored.event().type().equals("verified")) {
          continue;
        }
        Event.Verified event = reading.read(stored, Event.Verified.class);
        if (event.name().equals(Step.DestroyContainer.NAME)) {
          taken.clear();
        }
        TakenSnapshot.of(event, run.run(), stored.event().occurredUs()).ifPresent(taken::add);
      }
    }
    return taken;
  }

  public List<Event.Judged> judged(ServiceName service) {
    return events(StreamName.service(service), "judged", Event.Judged.class);
  }

  /**
   * The last comparison with the record; empty if a run was opened since, for that may have changed
   * what was found.
   */
  public Optional<Compared> compared(ServiceName service) {
    Optional<Compared> last = Optional.empty();
    for (StoredEvent event : journal.readStream(StreamName.service(service), 0, ALL)) {
      if (event.event().type().equals("opened")) {
        last = Optional.empty();
      }
      if (event.event().type().equals("drifted")) {
        last =
            Optional.of(
                new Compared(reading.read(event, Event.Drifted.class), event.event().occurredUs()));
      }
    }
    return last;
  }

  /** What a comparison found, and when (microseconds since 1970). */
  public record Compared(Event.Drifted drift, long atUs) {}

  /** The service's runs that were completed, in order. */
  public List<Event.Opened> completed(ServiceName service) {
    return opened(service).stream().filter(o -> closed(o.run()).isPresent()).toList();
  }

  /** Whether a run of a plan may begin. */
  public sealed interface Permission {
    record Granted(Approval approval) implements Permission {}

    /** Codes RALF-G001 to G005. */
    record Refused(Finding why) implements Permission {}
  }

  /**
   * The approval a run of the plan may use, or why there is none.
   *
   * @throws PortException {@code RALF-J019} if a newer RALF wrote what could say otherwise
   */
  public Permission approvalFor(Plan plan) {
    ServiceName service = plan.deployment().service();
    requireKnown(service);
    var used = new HashSet<UUID>();
    opened(service).forEach(o -> used.add(o.approval()));
    renewed(service).forEach(r -> used.add(r.approval()));
    return usable(plan, binding(plan), used);
  }

  /** An unknown event among the runs or in the service's stream may take back what was approved. */
  private void requireKnown(ServiceName service) {
    reading.requireKnown(journal, INDEX);
    reading.requireKnown(journal, StreamName.service(service));
  }

  /** Those of the plan, with nothing passed over that could restrict them. */
  private List<Approval> binding(Plan plan) {
    StreamName stream = StreamName.service(plan.deployment().service());
    List<Approval> all = new ArrayList<>();
    for (StoredEvent stored : journal.readStream(stream, 0, ALL)) {
      if (stored.event().type().equals("approved")) {
        Approval approval = reading.read(stored, Event.Approved.class).approval();
        all.add(
            approval.plan().equals(plan.hash())
                ? reading.strict(stored, Event.Approved.class).approval()
                : approval);
      }
    }
    return all;
  }

  /**
   * The approval a stopped run goes on with: its own as long as that holds, else a later one of the
   * same plan that no run has used. From here on that one is used up.
   *
   * @throws PortException {@code RALF-J019} as {@link #approvalFor}
   */
  public Permission renewFor(Event.Opened run, Plan plan) {
    requireKnown(run.service());
    reading.requireKnown(journal, StreamName.run(run.run()));
    var own = new HashSet<UUID>(Set.of(run.approval()));
    renewed(run.service()).stream()
        .filter(r -> r.run() == run.run())
        .forEach(r -> own.add(r.approval()));
    List<Approval> mine = binding(plan).stream().filter(a -> own.contains(a.id())).toList();
    Permission still = usable(plan, mine, Set.of());
    if (!(still instanceof Permission.Refused)
        || !(approvalFor(plan) instanceof Permission.Granted later)) {
      return still;
    }
    log(run.service()).append(new Event.Renewed(run.run(), later.approval().id(), by));
    return later;
  }

  private List<Event.Renewed> renewed(ServiceName service) {
    return events(StreamName.service(service), "renewed", Event.Renewed.class);
  }

  private Permission usable(Plan plan, List<Approval> approvals, Set<UUID> used) {
    Sha256 hash = plan.hash();
    Optional<Finding> problem = Optional.empty();
    List<Approval> all = new ArrayList<>(approvals);
    Collections.reverse(all);
    for (Approval approval : all) {
      if (!approval.plan().equals(hash)) {
        continue;
      }
      Optional<Finding> reason = unusable(approval, plan, used);
      if (reason.isEmpty()) {
        return new Permission.Granted(approval);
      }
      problem = problem.isPresent() ? problem : reason;
    }
    return new Permission.Refused(problem.orElseGet(() -> missing(hash, !all.isEmpty())));
  }

  private Optional<Finding> unusable(Approval approval, Plan plan, Set<UUID> used) {
    if (used.contains(approval.id())) {
      return Optional.of(
          Finding.blocker(
                  "RALF-G003",
                  Text.of(
                      "the approval of plan "
                          + plan.hash().shortForm()
                          + " belongs to an earlier run",
                      "die Freigabe von Plan "
                          + plan.hash().shortForm()
                          + " gehört zu einem früheren Lauf"))
              .help(
                  Text.of(
                      "resume that run, or approve again",
                      "jenen Lauf fortsetzen oder neu freigeben")));
    }
    if (approval.expiredAt(RunLog.micros(clock.instant()))) {
      return Optional.of(expired(plan));
    }
    List<Code> open = new ArrayList<>(plan.warnings());
    open.removeAll(approval.accepted());
    return open.isEmpty() ? Optional.empty() : Optional.of(unaccepted(open));
  }

  public static Finding expired(Plan plan) {
    return Finding.blocker(
            "RALF-G002",
            Text.of(
                "the approval of plan " + plan.hash().shortForm() + " has expired",
                "die Freigabe von Plan " + plan.hash().shortForm() + " ist abgelaufen"))
        .help(Text.of("read the plan and approve it again", "Plan ansehen und neu freigeben"));
  }

  public static Finding unaccepted(List<Code> open) {
    return Finding.blocker(
            "RALF-G005",
            Text.of(
                "warnings not accepted: " + names(open),
                "Warnungen nicht angenommen: " + names(open)))
        .help(Text.same("--accept " + names(open).replace(", ", " --accept ")));
  }

  private static String names(List<Code> codes) {
    return String.join(", ", codes.stream().map(Code::id).toList());
  }

  private static Finding missing(Sha256 hash, boolean others) {
    Finding finding =
        Finding.blocker(
            "RALF-G001",
            Text.of(
                "plan " + hash.shortForm() + " is not approved",
                "Plan " + hash.shortForm() + " ist nicht freigegeben"));
    return (others
            ? finding.note(
                Text.of(
                    "another plan of this service was approved; what differs is shown above",
                    "ein anderer Plan dieses Dienstes wurde freigegeben; der Unterschied steht oben"))
            : finding)
        .help(Text.same("ralf approve " + hash.shortForm()));
  }

  /** Opens a run: from here on the approval is used up. */
  public long open(Plan plan, Approval approval) {
    RunLog index = new RunLog(journal, INDEX, clock);
    long run = journal.head(INDEX).version() + 1;
    ServiceName service = plan.deployment().service();
    var opened = new Event.Opened(run, service, plan.hash(), approval.id(), by);
    index.append(opened);
    log(service).append(opened);
    return run;
  }

  public RunLog log(long run) {
    return new RunLog(journal, StreamName.run(run), clock);
  }

  public RunLog log(ServiceName service) {
    return new RunLog(journal, StreamName.service(service), clock);
  }

  private <T extends Event> List<T> events(StreamName stream, String type, Class<T> form) {
    return reading.all(journal, stream, type, form);
  }
}
