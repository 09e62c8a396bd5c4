package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.cli.render.PlanRecord;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Operation;

/** Snapshot, rollback or removal of a service: planned, and done if somebody says yes at once. */
public final class OneOperation {
  /** Removal; of a service that is gone, of the names that it left in the DNS. */
  public static final Choice DESTROY =
      new Choice() {
        @Override
        public Operation of(LastRun last, Ledger ledger) {
          return new Operation.Destroy();
        }

        @Override
        public boolean evenIfGone() {
          return true;
        }
      };

  private final Session session;
  private final boolean alone;

  /**
   * @param alone see {@link Ledger#open(Session, Workspace, boolean)}
   */
  public OneOperation(Session session, boolean alone) {
    this.session = session;
    this.alone = alone;
  }

  /** Says what is to be done, once the service's past is known. */
  @FunctionalInterface
  public interface Choice {
    Operation of(LastRun last, Ledger ledger);

    /** Whether there can be something to do for a service that is gone. */
    default boolean evenIfGone() {
      return false;
    }
  }

  /**
   * Plans and shows the plan; goes on only with a consent.
   *
   * @return the plan's printed form if it ended there, else how it went
   */
  public Result walk(String service, Choice choice, Optional<Consent> consent) {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace, alone);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Walk walk = new Walk(session, workspace, ledger, world);
      LastRun last = LastRun.evenGone(service, ledger);
      Operating operating = new Operating(session, workspace, ledger, world);
      if (!choice.evenIfGone()) {
        last.requireThere();
      }
      Operation operation = choice.of(last, ledger);
      PlanReport report = operating.look(operation, last);
      if (last.gone() && report.plan().filter(p -> !p.isEmpty()).isEmpty()) {
        last.requireThere();
      }
      Operating.Planned planned = operating.keep(report, last);
      PlanRecord record = walk.record(planned);
      walk.show(record);
      boolean doable = Exit.of(record.verdict(), false) == Exit.OK && !planned.plan().isEmpty();
      if (consent.isEmpty() || !doable) {
        return new Result.PlannedOnly(record);
      }
      session.output().event(Json.object().with("event", "planned").with("plan", record.json()));
      Approval approval = new Approving(session, ledger).ask(planned.plan(), consent.get());
      return new Result.Done(walk.first(planned.plan(), approval, List.of(planned.status())));
    }
  }

  /** How far it went. */
  public sealed interface Result {
    /** The plan waits for an approval, or cannot be executed. */
    record PlannedOnly(PlanRecord record) implements Result {}

    /** It was executed. */
    record Done(Walk.Arrived arrived) implements Result {}
  }
}
