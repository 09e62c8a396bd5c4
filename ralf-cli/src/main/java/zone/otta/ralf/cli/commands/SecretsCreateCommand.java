package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import zone.otta.ralf.cli.phases.Secrets;
import zone.otta.ralf.cli.render.SecretRow;

/** {@code ralf secrets create}. */
@CommandLine.Command(
    name = "create",
    description = {
      "Make the missing secrets that a card names: 32 random letters and digits.",
      "They go where ralf.yaml reads them from, a file or a vault, and are read back."
    },
    footer = {"", "Example:", "  ralf secrets create services/postgresql/service_card.md"})
public final class SecretsCreateCommand extends SecretsCommand {
  @Override
  List<SecretRow> rows(Secrets secrets, Path card) {
    return secrets.create(card);
  }
}
