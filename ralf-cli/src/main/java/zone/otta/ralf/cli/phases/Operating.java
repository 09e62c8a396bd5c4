package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import zone.otta.ralf.OperationRequest;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Version;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;

/**
 * Phase 3 of an operation on a service that exists. Changes nothing outside the state directory.
 */
public final class Operating {
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private final OpenWorld world;

  public Operating(Session session, Workspace workspace, Ledger ledger, OpenWorld world) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
    this.world = world;
  }

  /**
   * What came of planning.
   *
   * @param status of phase 3
   * @param file the plan's file as people call it
   */
  public record Planned(PlanReport report, Plan plan, StatusObject status, String file) {}

  /** Only looks: the plan as it would be now. */
  public PlanReport look(Operation operation, LastRun last) {
    ServiceName service = last.plan().deployment().service();
    return new Pipeline(world.world())
        .plan(
            new OperationRequest(
                operation,
                last.plan(),
                workspace.site(),
                Version.RALF,
                ledger.ownership(service, world.world().dns().abilities().marks()),
                ledger.runs().snapshots(service),
                last.gone()));
  }

  /** Keeps what came of planning. */
  Planned keep(PlanReport report, LastRun last) {
    Plan plan = report.plan().orElseThrow();
    ServiceName service = plan.deployment().service();
    Path saved =
        ledger
            .plans()
            .save(service, plan.hash(), new StoredPlan(last.stored().card(), plan).text());
    String file = workspace.name(saved);
    StatusObject status = new Statuses(session, plan.deployment().placement()).plan(report, file);
    ledger.judged(service, Phase.PLAN, status);
    ledger
        .runs()
        .log(service)
        .append(new Event.Planned(service, plan.hash(), report.gate2(), ledger.by()));
    return new Planned(report, plan, status, file);
  }
}
