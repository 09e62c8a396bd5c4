package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.DriftRequest;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.render.DriftRecord;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.drift.DriftReport;
import zone.otta.ralf.drift.Unseen;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Operation;

/** Compares services with what their last completed runs recorded, and keeps what came of it. */
public final class Drifting {
  private final Session session;
  private final Ledger ledger;
  private final OpenWorld world;

  public Drifting(Session session, Ledger ledger, OpenWorld world) {
    this.session = session;
    this.ledger = ledger;
    this.world = world;
  }

  /**
   * The named service, or all that ever came to gate 3.
   *
   * @throws Refused {@code RALF-A020} if there is no record to compare with
   */
  public List<DriftRecord> look(Optional<String> only) {
    Stream<ServiceName> names = only.map(n -> ServiceName.parse(n).stream()).orElseGet(this::all);
    List<DriftRecord> records = names.map(this::look).flatMap(Optional::stream).toList();
    if (records.isEmpty()) {
      throw new Refused(Exit.BLOCKER, unknown(only.orElse("")));
    }
    return records;
  }

  private Stream<ServiceName> all() {
    return ledger.runs().opened().stream().map(Event.Opened::service).distinct().sorted();
  }

  /**
   * The record is the plan that brought the service to what its card says; a removed service has
   * none.
   */
  private Optional<DriftRecord> look(ServiceName service) {
    for (Event.Opened run : ledger.runs().completed(service).reversed()) {
      StoredPlan stored = StoredPlan.find(ledger.plans(), run.plan().hex());
      Optional<Operation> operation = stored.plan().operation();
      if (operation.isEmpty()) {
        return Optional.of(look(service, run, stored));
      }
      if (operation.get() instanceof Operation.Destroy) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private DriftRecord look(ServiceName service, Event.Opened run, StoredPlan stored) {
    DriftReport report =
        new Pipeline(world.world())
            .drift(
                new DriftRequest(
                    stored.plan(),
                    run.run(),
                    ledger.ownership(service, world.world().dns().abilities().marks()),
                    ServiceState.newest(ledger.journal(), service)
                        .flatMap(ServiceState::certificate)));
    ledger
        .runs()
        .log(service)
        .append(
            new Event.Drifted(
                service,
                run.run(),
                report.differences(),
                report.unseen().stream().map(Unseen::object).toList()));
    return DriftRecord.of(
        report, stored.plan().deployment().placement(), stored.card(), session.language());
  }

  private static Finding unknown(String service) {
    return Finding.blocker(
            "RALF-A020",
            service.isEmpty()
                ? Text.of(
                    "no completed run of any service is known here",
                    "hier ist kein abgeschlossener Lauf eines Dienstes bekannt")
                : Text.of(
                    "no completed run of service " + service + " is known here",
                    "hier ist kein abgeschlossener Lauf des Dienstes " + service + " bekannt"))
        .help(
            Text.of(
                "ralf status shows the services; ralf up CARD brings one up",
                "ralf status zeigt die Dienste; ralf up KARTE stellt einen bereit"));
  }
}
