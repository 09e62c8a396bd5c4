package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.PlanRequest;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Version;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.port.PortException;

/**
 * Phases 2 and 3 with the world: observes, judges, plans. Changes nothing outside the state
 * directory.
 */
public final class Planning {
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private final OpenWorld world;

  public Planning(Session session, Workspace workspace, Ledger ledger, OpenWorld world) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
    this.world = world;
  }

  /**
   * What came of planning.
   *
   * @param status of phases 1 to 3
   * @param file the plan's file as people call it; empty without a plan
   */
  public record Planned(
      JudgedCard card, PlanReport report, List<StatusObject> status, String file) {
    public Verdict verdict() {
      return Verdict.of(card.findings()).and(report.gate2());
    }

    public Optional<StoredPlan> stored() {
      return report.plan().map(p -> new StoredPlan(card.file(), p));
    }

    /** The findings of all three phases, in their order. */
    public List<Found> found(Language language) {
      var all = new ArrayList<>(card.found());
      all.addAll(Found.all(report.placement(), language));
      all.addAll(Found.all(report.planning(), language));
      return all;
    }
  }

  /**
   * Only looks: the plan as it would be now.
   *
   * @param adopt see {@link PlanRequest}
   * @param node of the plan it is to be compared with; empty: it is chosen anew if the site wants
   */
  public PlanReport look(JudgedCard card, boolean adopt, Optional<String> node) {
    ServiceName service = card.card().service();
    Ownership ownership = ledger.ownership(service, world.world().dns().abilities().marks());
    PlanReport report =
        new Pipeline(world.world())
            .plan(
                new PlanRequest(
                    card.card(),
                    card.placement(),
                    workspace.site(),
                    card.findings(),
                    card.policies(),
                    Version.RALF,
                    ownership,
                    adopt,
                    node));
    return LostMemory.told(report, service, ledger);
  }

  /** Plans and keeps what came of it: the plan, the status objects, the events. */
  public Planned plan(JudgedCard card, boolean adopt) {
    ServiceName service = card.card().service();
    Statuses statuses = new Statuses(session, card.placement());
    PlanReport report;
    try {
      report = look(card, adopt, Optional.empty());
    } catch (PortException e) {
      silent(card, statuses, e);
      throw e;
    }
    String file = report.plan().map(p -> save(service, card, p)).orElse("");
    List<StatusObject> status =
        List.of(
            card.phase1(), statuses.placement(card.phase2(), report), statuses.plan(report, file));
    keep(service, status);
    report
        .plan()
        .ifPresent(
            p ->
                ledger
                    .runs()
                    .log(service)
                    .append(new Event.Planned(service, p.hash(), report.gate2(), ledger.by())));
    return new Planned(card, report, status, file);
  }

  private void silent(JudgedCard card, Statuses statuses, PortException e) {
    keep(
        card.card().service(),
        List.of(card.phase1(), statuses.silent(Phase.PLACEMENT, e.finding())));
  }

  private String save(ServiceName service, JudgedCard card, Plan plan) {
    Path file = ledger.plans().save(service, plan.hash(), new StoredPlan(card.file(), plan).text());
    return workspace.name(file);
  }

  private void keep(ServiceName service, List<StatusObject> status) {
    for (int i = 0; i < status.size(); i++) {
      ledger.judged(service, Phase.values()[i], status.get(i));
    }
  }
}
