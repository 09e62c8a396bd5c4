package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Secrets;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.SecretRow;
import zone.otta.ralf.cli.render.SecretText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** A command about the secrets of a card: one row for each, then the findings. */
abstract class SecretsCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  /** What there is to say of each. */
  abstract List<SecretRow> rows(Secrets secrets, Path card);

  @Override
  public final GlobalOptions globals() {
    return globals;
  }

  /** A finding that several rows share, as a vault that nobody can open, is said once. */
  @Override
  public final Exit run(Session session) {
    List<SecretRow> rows = rows(new Secrets(session, Workspace.require(session)), card);
    session
        .output()
        .lines(new SecretText(session.output().style(), session.language()).lines(rows));
    session
        .output()
        .findings(
            rows.stream().map(SecretRow::found).flatMap(Optional::stream).distinct().toList());
    session.output().document(SecretRow.document(rows));
    return SecretRow.exit(rows);
  }
}
