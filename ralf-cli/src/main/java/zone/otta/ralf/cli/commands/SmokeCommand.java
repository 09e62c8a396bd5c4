package zone.otta.ralf.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.StoredPlan;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Plan;

/** {@code ralf smoke}. */
@CommandLine.Command(
    name = "smoke",
    description = "Judge a running service again, from outside its container (gate 4).",
    footer = {"", "Example:", "  ralf smoke postgresql"})
public final class SmokeCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "a service that was deployed")
  String service = "";

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Event.Opened last =
          ServiceName.parse(service)
              .map(name -> ledger.runs().opened(name))
              .filter(runs -> !runs.isEmpty())
              .map(runs -> runs.getLast())
              .orElseThrow(() -> new Refused(Exit.BLOCKER, unknown()));
      Plan plan = StoredPlan.find(ledger.plans(), last.plan().hex()).plan();
      Walk walk = new Walk(session, workspace, ledger, world);
      Walk.Arrived arrived = walk.smoke(plan, last.run());
      Arrival.told(session, arrived);
      return arrived.exit();
    }
  }

  private Finding unknown() {
    return Finding.blocker(
            "RALF-A009",
            Text.of(
                "no run of service " + service + " is known here",
                "hier ist kein Lauf des Dienstes " + service + " bekannt"))
        .help(
            Text.of(
                "ralf status shows the services; ralf up CARD brings one up",
                "ralf status zeigt die Dienste; ralf up KARTE stellt einen bereit"));
  }
}
