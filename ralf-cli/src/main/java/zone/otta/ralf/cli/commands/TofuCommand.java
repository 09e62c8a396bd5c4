package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Tofu;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf tofu}. */
@CommandLine.Command(
    name = "tofu",
    description = {
      "Write a card's container as a module for OpenTofu (provider bpg/proxmox), offline.",
      "Values as in RALF's own plan, no secret. The container is then OpenTofu's, not RALF's."
    },
    footer = {"", "Example:", "  ralf tofu services/postgresql/service_card.md --out infra"})
public final class TofuCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the module; files that are not RALF's are left alone")
  Path out = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return new Tofu(session, Workspace.require(session)).write(card, out);
  }
}
