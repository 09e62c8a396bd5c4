package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Scanning;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.ScanRecord;
import zone.otta.ralf.cli.render.ScanText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf secrets scan}. */
@CommandLine.Command(
    name = "scan",
    description = {
      "Look for plaintext secrets in all text files of the workspace, RALF's state included.",
      "Offline; shows places, keys and lengths, never a value. Ends with 3 if there are any."
    },
    footer = {"", "Example:", "  ralf secrets scan", "  ralf secrets scan infra --format json"})
public final class SecretsScanCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "a folder or file (default: the folder of ralf.yaml)")
  Optional<Path> folder = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    ScanRecord record = new Scanning(session, Workspace.find(session)).scan(folder);
    session
        .output()
        .lines(new ScanText(session.output().style(), session.language()).lines(record));
    session.output().document(record.json());
    return Exit.of(record.verdict(), session.strict());
  }
}
