package zone.otta.ralf.cli.phases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.apply.RunState;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.Progress;
import zone.otta.ralf.cli.session.Interrupts;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.smoke.SmokeReport;

/** Phases 4 and 5: executes an approved plan, judges the service, keeps the record. */
public final class Deploying {
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private final OpenWorld world;
  private final Progress progress;

  public Deploying(
      Session session, Workspace workspace, Ledger ledger, OpenWorld world, Progress progress) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
    this.world = world;
    this.progress = progress;
  }

  /**
   * How a run ended.
   *
   * @param smoke empty if the run stopped before
   * @param status of phase 4 and, if it came to that, 5
   */
  public record Ended(
      long run,
      Outcome outcome,
      Optional<SmokeReport> smoke,
      List<StatusObject> status,
      Optional<String> connection) {
    public Verdict verdict() {
      return status.stream().map(StatusObject::result).reduce(Verdict.OK, Verdict::and);
    }
  }

  /** Opens a run, which uses up the approval; see {@link ServiceTurn#take} for why it may not. */
  public Ended first(Plan plan, Approval approval) {
    try (ServiceTurn turn = ledger.turn(plan.deployment().service())) {
      return walk(plan, ledger.runs().open(plan, approval), turn);
    }
  }

  /** Goes on with a run. */
  public Ended resume(Plan plan, long run) {
    try (ServiceTurn turn = ledger.turn(plan.deployment().service())) {
      return walk(plan, run, turn);
    }
  }

  /** A first walk and a later one are the same. */
  private Ended walk(Plan plan, long run, Turn turn) {
    Runs runs = ledger.runs();
    ServiceName service = plan.deployment().service();
    Ownership ownership = ledger.ownership(service, world.world().dns().abilities().marks());
    RunState state = runs.state(run);
    progress.opened(run, plan, state);
    Pipeline pipeline = new Pipeline(world.world());
    Outcome outcome;
    world.printed(progress::printed);
    try (Interrupts interrupts = Interrupts.listen(progress::endRequested)) {
      outcome = pipeline.deploy(plan, run, ownership, runs, progress, interrupts::requested, turn);
    }
    Statuses statuses = new Statuses(session, plan.deployment().placement());
    StatusObject deployed = statuses.deploy(plan, run, outcome, journalName());
    ledger.judged(service, Phase.DEPLOY, deployed);
    progress.judged(Phase.DEPLOY, deployed);
    if (!(outcome instanceof Outcome.Completed)) {
      snapshot(plan, run, Optional.empty());
      return new Ended(run, outcome, Optional.empty(), List.of(deployed), Optional.empty());
    }
    if (!smoked(plan)) {
      return operated(plan, run, outcome, deployed);
    }
    SmokeReport smoke = smoke(plan.deployment(), runs.log(run));
    runs.log(run).append(new Event.Closed(run, Verdict.OK, Optional.of(smoke.verdict())));
    StatusObject judged = judge(plan.deployment(), smoke);
    snapshot(plan, run, smoke.certificate());
    return new Ended(
        run,
        outcome,
        Optional.of(smoke),
        new ArrayList<>(List.of(deployed, judged)),
        pipeline.connection(plan.deployment()));
  }

  /**
   * A rollback may have brought anything back, a new secret is tried; a snapshot changes nothing.
   */
  private static boolean smoked(Plan plan) {
    return plan.operation()
        .map(
            operation ->
                switch (operation) {
                  case Operation.Snapshot s -> false;
                  case Operation.RollBack r -> true;
                  case Operation.Rotate r -> true;
                  case Operation.Destroy d -> false;
                })
        .orElse(true);
  }

  /** Ends at gate 3. */
  private Ended operated(Plan plan, long run, Outcome outcome, StatusObject deployed) {
    ledger.runs().log(run).append(new Event.Closed(run, Verdict.OK, Optional.empty()));
    if (LastRun.destroys(plan)) {
      ledger.nothingRuns(plan.deployment().service(), deployed);
    }
    snapshot(plan, run, Optional.empty());
    return new Ended(run, outcome, Optional.empty(), List.of(deployed), Optional.empty());
  }

  /** Phase 5 on its own: judges the running service of an earlier run. */
  public StatusObject smokeAgain(Plan plan, long run) {
    SmokeReport report = smoke(plan.deployment(), ledger.runs().log(run));
    StatusObject judged = judge(plan.deployment(), report);
    snapshot(plan, run, report.certificate());
    return judged;
  }

  private SmokeReport smoke(Deployment deployment, RunLog log) {
    SmokeReport report = new Pipeline(world.world()).smoke(deployment, progress::smoked);
    report
        .results()
        .forEach(r -> log.append(new Event.Smoked(r.check().id(), r.verdict(), r.detail().en())));
    return report;
  }

  private StatusObject judge(Deployment deployment, SmokeReport report) {
    StatusObject status =
        new Statuses(session, deployment.placement())
            .smoke(report, next(deployment), journalName());
    ledger.judged(deployment.service(), Phase.SMOKE, status);
    progress.judged(Phase.SMOKE, status);
    return status;
  }

  /** How to connect; and, until a journal was handed over, that this could be its memory. */
  private List<String> next(Deployment deployment) {
    List<String> next = new ArrayList<>();
    new Pipeline(world.world()).connection(deployment).ifPresent(next::add);
    if (ledger.handedOver().isEmpty()) {
      next.add(MemoryService.HAND_OVER + deployment.service());
    }
    return next;
  }

  private void snapshot(Plan plan, long run, Optional<Sha256> pinned) {
    ServiceState.of(plan, run, ledger, pinned, session.here().clock().instant()).keep(ledger);
  }

  private String journalName() {
    return workspace.name(ledger.state().journal());
  }
}
