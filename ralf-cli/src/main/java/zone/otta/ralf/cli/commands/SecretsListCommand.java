package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import zone.otta.ralf.cli.phases.Secrets;
import zone.otta.ralf.cli.render.SecretRow;

/** {@code ralf secrets list}. */
@CommandLine.Command(
    name = "list",
    description = {
      "Show the secrets that a card and ralf.yaml name, and where each is read from.",
      "Nobody is asked, and no value is shown."
    },
    footer = {"", "Example:", "  ralf secrets list services/postgresql/service_card.md"})
public final class SecretsListCommand extends SecretsCommand {
  @Override
  List<SecretRow> rows(Secrets secrets, Path card) {
    return secrets.list(card);
  }
}
