package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.Runs;
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
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;

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

    /** The common part of what is printed at the end with {@code --format json}. */
    public Json.Obj json() {
      return Json.object()
          .with("verdict", verdict().name())
          .with("status", Json.array(status, StatusJson::write))
          .withOptional("run", run, r -> new Json.Num(r.run()));
    }
  }

  /** Plans, keeps the plan and shows it. */
  public Planning.Planned plan(JudgedCard card) {
    return new Planning(session, workspace, ledger, world).plan(card);
  }

  /** The printed form of a plan. */
  public PlanRecord record(Planning.Planned planned) {
    String next =
        planned
            .report()
            .plan()
            .filter(p -> planned.report().gate2() != Verdict.BLOCKER)
            .map(Statuses::approve)
            .orElse("");
    return new PlanRecord(
        planned.verdict(),
        planned.report().gate1(),
        planned.report().gate2(),
        planned.card().card().service().value(),
        planned.report().plan().map(p -> p.hash().hex()).orElse(""),
        PlanRecord.world(planned.report()),
        planned.report().plan().map(p -> PlanRecord.lines(p, session.language())).orElse(List.of()),
        planned.found(session.language()),
        planned.status(),
        world.remoteCommands(),
        planned.file(),
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
    var report = new Planning(session, workspace, ledger, world).look(card);
    Optional<Finding> lost =
        report.plan().flatMap(p -> LostMemory.find(p, card.card().service(), ledger));
    if (lost.isPresent()) {
      throw new Refused(Exit.APPROVAL, lost.get());
    }
    Optional<Plan> now = report.plan();
    if (now.isEmpty()) {
      throw new Refused(Exit.BLOCKER, report.planning());
    }
    if (!now.get().hash().equals(stored.hash())) {
      throw new Refused(Exit.APPROVAL, stale(stored, now.get()));
    }
  }

  private Finding stale(StoredPlan stored, Plan now) {
    Finding finding =
        Finding.blocker(
            "RALF-G004",
            Text.of(
                "plan " + stored.hash().shortForm() + " is stale: the world or the card changed",
                "Plan "
                    + stored.hash().shortForm()
                    + " ist überholt: die Welt oder die Karte hat sich geändert"));
    for (String line : PlanDifference.between(stored.plan(), now, session)) {
      finding = finding.note(Text.same(line));
    }
    return finding.help(
        Text.of(
            "plan again and approve that plan: ralf plan " + stored.card(),
            "neu planen und jenen Plan freigeben: ralf plan " + stored.card()));
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
    return deploy(plan, before, deploying -> deploying.walk(plan, run));
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
          StopText.lines(
                  ended.outcome(), plan.steps().size(), verified, ended.run(), session.language())
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
