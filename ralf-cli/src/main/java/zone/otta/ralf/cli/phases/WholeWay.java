package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.PlanRecord;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;

/** All five phases in one walk: {@code up} and {@code demo}. */
public final class WholeWay {
  private final Session session;
  private final boolean alone;

  /**
   * @param alone see {@link Ledger#open(Session, Workspace, boolean)}
   */
  public WholeWay(Session session, boolean alone) {
    this.session = session;
    this.alone = alone;
  }

  /**
   * From the card to gate 4, if everybody who has to says yes.
   *
   * @param adopt see {@link zone.otta.ralf.PlanRequest}
   */
  public Walk.Arrived walk(Path card, boolean adopt, Consent consent) {
    Workspace workspace = Workspace.require(session);
    JudgedCard judged = new Judging(session, workspace).one(card);
    try (Ledger ledger = Ledger.open(session, workspace, alone);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Walk walk = new Walk(session, workspace, ledger, world);
      Planning.Planned planned = walk.plan(judged, adopt);
      told(walk.record(planned), walk);
      Exit exit = Exit.of(planned.verdict(), false);
      Optional<Plan> plan = planned.report().plan();
      if (exit != Exit.OK || plan.isEmpty()) {
        return new Walk.Arrived(exit, Optional.empty(), planned.status());
      }
      if (plan.get().isEmpty()) {
        return again(walk, ledger, plan.get(), planned.status());
      }
      Approval approval = new Approving(session, ledger).ask(plan.get(), consent);
      return walk.first(plan.get(), approval, planned.status());
    }
  }

  /** Nothing to change: judge what runs. */
  private Walk.Arrived again(Walk walk, Ledger ledger, Plan plan, List<StatusObject> before) {
    long run = ledger.runs().opened(plan.deployment().service()).getLast().run();
    Walk.Arrived smoked = walk.smoke(plan, run);
    var status = new ArrayList<>(before);
    status.addAll(smoked.status());
    return new Walk.Arrived(smoked.exit(), Optional.empty(), status);
  }

  private void told(PlanRecord record, Walk walk) {
    walk.show(record);
    session.output().event(Json.object().with("event", "planned").with("plan", record.json()));
  }
}
