package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.BackingUp;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf journal backup}. */
@CommandLine.Command(
    name = "backup",
    description = {
      "Write the memory that this journal was handed over to into a new file, every hash recomputed,",
      "and beside it its anchor, FILE.anchor. Keep the anchor where whoever may change the archive",
      "may not: restore and verify compare with it."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal backup --to memory-2026-11-29.ralf",
      "  ralf journal verify memory-2026-11-29.ralf"
    })
public final class JournalBackupCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "the archive")
  Path to = Path.of("");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "another service's memory (default: the one that was handed over to)")
  Optional<String> service = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return new BackingUp(session).walk(session.absolute(to), service);
  }
}
