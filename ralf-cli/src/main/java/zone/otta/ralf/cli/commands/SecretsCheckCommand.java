package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Secrets;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf secrets check}. */
@CommandLine.Command(
    name = "check",
    description = {
      "See whether each secret that a card and ralf.yaml name is there and usable.",
      "Values are read and never shown; a vault is logged in to once. Ends with 3 or 6 if not."
    },
    footer = {"", "Example:", "  ralf secrets check services/postgresql/service_card.md"})
public final class SecretsCheckCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return SecretRows.print(session, new Secrets(session, Workspace.require(session)).check(card));
  }
}
