package zone.otta.ralf.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.LastRun;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;

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
      LastRun last = LastRun.of(service, ledger);
      Walk walk = new Walk(session, workspace, ledger, world);
      Walk.Arrived arrived = walk.smoke(last.plan(), last.run());
      Arrival.told(session, arrived);
      return arrived.exit();
    }
  }
}
