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

/** {@code ralf secrets create}. */
@CommandLine.Command(
    name = "create",
    description = {
      "Make the missing secrets that a card names",
      " 32 random letters and digits.:They go where ralf.yaml reads them from, a file or a vault, and are read back."
    },
    footer = {"", "Example:", "  ralf secrets create services/postgresql/service_card.md"})
public final class SecretsCreateCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return SecretRows.print(session, new Secrets(session, Workspace.require(session)).create(card));
  }
}
