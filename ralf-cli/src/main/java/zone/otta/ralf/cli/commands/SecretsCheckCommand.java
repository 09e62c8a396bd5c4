package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import zone.otta.ralf.cli.phases.Secrets;
import zone.otta.ralf.cli.render.SecretRow;

/** {@code ralf secrets check}. */
@CommandLine.Command(
    name = "check",
    description = {
      "See whether each secret that a card and ralf.yaml name is there and usable.",
      "Values are read and never shown; a vault is logged in to once. Ends with 3 or 6 if not."
    },
    footer = {"", "Example:", "  ralf secrets check services/postgresql/service_card.md"})
public final class SecretsCheckCommand extends SecretsCommand {
  @Override
  List<SecretRow> rows(Secrets secrets, Path card) {
    return secrets.check(card);
  }
}
