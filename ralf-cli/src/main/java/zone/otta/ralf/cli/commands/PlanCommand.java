package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.JudgedCard;
import zone.otta.ralf.cli.phases.Judging;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.PlanRecord;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;

/** {@code ralf plan}. */
@CommandLine.Command(
    name = "plan",
    description = {
      "Ask Proxmox VE and the DNS, judge gates 1 and 2, show every step.",
      "Changes nothing outside the state directory."
    },
    footer = {"", "Example:", "  ralf plan services/postgresql/service_card.md"})
public final class PlanCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Mixin AdoptOption adoption = new AdoptOption();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    JudgedCard judged = new Judging(session, workspace).one(card);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Walk walk = new Walk(session, workspace, ledger, world);
      PlanRecord record = walk.record(walk.plan(judged, adoption.adopt));
      walk.show(record);
      session.output().document(record.json());
      return Exit.of(record.verdict(), session.strict());
    }
  }
}
