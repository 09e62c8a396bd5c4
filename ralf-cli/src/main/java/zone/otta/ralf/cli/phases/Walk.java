package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.render.PlanRecord;
import zone.otta.ralf.cli.render.PlanText;
import zone.otta.ralf.cli.render.Progress;
import zone.otta.ralf.cli.render.ProgressJson;
import zone.otta.ralf.cli.render.ProgressText;
import zone.otta.ralf.cli.render.StatusLine;
import zone.otta.ralf.cli.render.StopText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Step;

/** The way from a plan to gate 4, as {@code apply}, {@code up} and {@code demo} share it. */
public final class Walk {
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private final OpenWorld world;

  public Walk(Session session, Workspace workspace, Ledger ledger, OpenWorld world) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
    this.world = world;
  }

  /** How a walk ended: for the caller's last line, and for the process's exit code. */
  public record Arrived(Exit exit, Optional<Deploying.Ended> run, List<StatusObject> status) {
    public Verdict verdict() {
      return status.stream().map(StatusObject::result).reduce(Verdict.OK, Verdict::and);
    }

    /** What RALF offers as the next command, if anything. */
    public Optional<String> offered() {
      return status.stream()
          .flatMap(s -> s.nextActions().stream())
          .filter(n -> n.startsWith(MemoryService.HAND_OVER))
          .findFirst();
    }

    /** The common part of what is printed at the end with {@code --format json}. */
    public Json.Obj json() {
      return Json.object()
          .with("verdict", verdict().name())
          .with("status", Json.array(status, StatusJson::write))
          .withOptional("run", run, r -> new Json.Num(r.run()));
    }
  }

  /** Plans, keeps the plan and shows it. */
  public Planning.Planned plan(JudgedCard card, boolean adopt) {
    return new Planning(session, workspace, ledger, world).plan(card, adopt);
  }

  /** The printed form of a plan. */
  public PlanRecord record(Planning.Planned planned) {
    return record(
        planned.verdict(),
        planned.card().card().service(),
        planned.report(),
        planned.found(session.language()),
        planned.status(),
        planned.file());
  }

  /** The printed form of an operation's plan. */
  public PlanRecord record(Operating.Planned planned) {
    return record(
        planned.report().gate2(),
        planned.plan().deployment().service(),
        planned.report(),
        Found.all(planned.report().planning(), session.language()),
        List.of(planned.status()),
        planned.file());
  }

  private PlanRecord record(
      Verdict verdict,
      ServiceName service,
      PlanReport report,
      List<Found> found,
      List<StatusObject> status,
      String file) {
    String next =
        report
            .plan()
            .filter(p -> report.gate2() != Verdict.BLOCKER)
            .map(Statuses::approve)
            .orElse("");
    return new PlanRecord(
        verdict,
        report.gate1(),
        report.gate2(),
        service.value(),
        report.plan().map(p -> p.hash().hex()).orElse(""),
        PlanRecord.world(report),
        report.plan().map(p -> PlanRecord.lines(p, session.language())).orElse(List.of()),
        found,
        status,
        world.remoteCommands(),
        file,
        next);
  }

  /** Shows a plan to a person; programs get the record. */
  public void show(PlanRecord record) {
    PlanText text = new PlanText(record, session.output().style(), session.language());
    session.output().lines(text.steps(session.verbose()));
    session.output().findings(record.findings());
    for (StatusObject status : record.status()) {
      session.output().lines(StatusLine.of(status, session.output().style(), session.verbose()));
    }
    session.output().lines(text.gates());
  }

  /** Plans again and compares: only the plan that was approved is executed. */
  public void stillTrue(StoredPlan stored, JudgedCard card) {
    PlanReport report =
        new Planning(session, workspace, ledger, world)
            .look(card, adopts(stored.plan()), Optional.of(stored.plan().binding().node()));
    Optional<Finding> lost =
        report.plan().flatMap(p -> LostMemory.find(p, card.card().service(), ledger));
    if (lost.isPresent()) {
      throw new Refused(Exit.APPROVAL, lost.get());
    }
    new StillTrue(session).require(stored, report);
  }

  private static boolean adopts(Plan plan) {
    return plan.steps().stream()
        .anyMatch(s -> s.step() instanceof Step.RegisterAddress a && a.adopted().isPresent());
  }

  /** The same for the plan of an operation: no card is asked, but what runs now. */
  public void stillTrue(StoredPlan stored, Operation operation) {
    LastRun last = LastRun.evenGone(stored.plan().deployment().service().value(), ledger);
    PlanReport report = new Operating(session, workspace, ledger, world).look(operation, last);
    new StillTrue(session).require(stored, report);
  }

  /** The approval a run may use. */
  public Approval approval(Plan plan) {
    return switch (ledger.runs().approvalFor(plan)) {
      case Runs.Permission.Granted granted -> granted.approval();
      case Runs.Permission.Refused refused -> throw new Refused(Exit.APPROVAL, refused.why());
    };
  }

  /** A first run. */
  public Arrived first(Plan plan, Approval approval, List<StatusObject> before) {
    return deploy(plan, before, deploying -> deploying.first(plan, approval));
  }

  /** The same run, further. */
  public Arrived resume(Plan plan, long run, List<StatusObject> before) {
    return deploy(plan, before, deploying -> deploying.resume(plan, run));
  }

  /** Judges the running service of a run again. */
  public Arrived smoke(Plan plan, long run) {
    return withProgress(
        progress -> {
          StatusObject status = deploying(progress).smokeAgain(plan, run);
          return new Arrived(
              Exit.of(status.result(), session.strict()), Optional.empty(), List.of(status));
        });
  }

  private interface Way {
    Deploying.Ended walk(Deploying deploying);
  }

  private Arrived deploy(Plan plan, List<StatusObject> before, Way way) {
    return withProgress(
        progress -> {
          Deploying.Ended ended = way.walk(deploying(progress));
          int verified = ledger.runs().state(ended.run()).verified().size();
          StopText.lines(ended.outcome(), plan, verified, ended.run(), session.language())
              .forEach(session.output()::aside);
          var status = new ArrayList<>(before);
          status.addAll(ended.status());
          return new Arrived(exit(ended), Optional.of(ended), status);
        });
  }

  private Deploying deploying(Progress progress) {
    return new Deploying(session, workspace, ledger, world, progress);
  }

  private interface Told {
    Arrived walk(Progress progress);
  }

  private Arrived withProgress(Told told) {
    if (session.output().json()) {
      return told.walk(new ProgressJson(session.output(), session.here().clock()));
    }
    try (ProgressText progress =
        new ProgressText(session.output(), session.here().clock(), session.verbose())) {
      return told.walk(progress);
    }
  }

  private Exit exit(Deploying.Ended ended) {
    return ended.outcome() instanceof Outcome.Completed
        ? Exit.of(ended.verdict(), session.strict())
        : Exit.STOPPED;
  }

  /** The file a stored plan was made from. */
  public Path cardFile(StoredPlan stored) {
    return workspace.root().resolve(stored.card());
  }
}
