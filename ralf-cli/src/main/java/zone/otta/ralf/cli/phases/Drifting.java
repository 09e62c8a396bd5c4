package zone.otta.ralf.cli.phases;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zone.otta.ralf.DriftRequest;
import zone.otta.ralf.Orphans;
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
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.site.DnsName;

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
        return leftBehind(service, run, stored);
      }
    }
    return Optional.empty();
  }

  /** Of a removed service: only what it left in the DNS, if anything. */
  private Optional<DriftRecord> leftBehind(
      ServiceName service, Event.Opened run, StoredPlan stored) {
    Orphans orphans = new Pipeline(world.world()).leftBehind(ownership(service));
    if (orphans.names().isEmpty()) {
      return Optional.empty();
    }
    DriftReport report =
        new DriftReport(
            service,
            run.run(),
            orphans.names().size(),
            orphans.differences(),
            List.of(),
            List.of(),
            List.of());
    keep(report);
    return Optional.of(record(report, stored, "ralf destroy " + service));
  }

  private Ownership ownership(ServiceName service) {
    return ledger.ownership(service, world.world().dns().abilities().marks());
  }

  /** The name of its card, and the one that a run which was not completed may have made. */
  private Set<DnsName> names(ServiceName service, StoredPlan stored) {
    var names = new HashSet<DnsName>();
    names.add(stored.plan().deployment().placement().dns());
    Event.Opened last = ledger.runs().opened(service).getLast();
    names.add(
        StoredPlan.find(ledger.plans(), last.plan().hex()).plan().deployment().placement().dns());
    return names;
  }

  private DriftRecord look(ServiceName service, Event.Opened run, StoredPlan stored) {
    DriftReport report =
        new Pipeline(world.world())
            .drift(
                new DriftRequest(
                    stored.plan(),
                    run.run(),
                    ownership(service),
                    names(service, stored),
                    ServiceState.newest(ledger.journal(), service)
                        .flatMap(ServiceState::certificate)));
    keep(report);
    return record(report, stored, "ralf plan " + stored.card());
  }

  private void keep(DriftReport report) {
    ledger
        .runs()
        .log(report.service())
        .append(
            new Event.Drifted(
                report.service(),
                report.run(),
                report.differences(),
                report.unseen().stream().map(Unseen::object).toList(),
                ledger.by()));
  }

  private DriftRecord record(DriftReport report, StoredPlan stored, String next) {
    return DriftRecord.of(report, stored.plan().deployment().placement(), next, session.language());
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
