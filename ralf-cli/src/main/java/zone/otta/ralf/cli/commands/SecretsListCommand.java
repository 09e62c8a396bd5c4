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

/** {@code ralf secrets list}. */
@CommandLine.Command(
    name = "list",
    description = {
      "Show the secrets that a card and ralf.yaml name, and where each is read from.",
      "Nobody is asked, and no value is shown."
    },
    footer = {"", "Example:", "  ralf secrets list services/postgresql/service_card.md"})
public final class SecretsListCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return SecretRows.print(session, new Secrets(session, Workspace.require(session)).list(card));
  }
}
