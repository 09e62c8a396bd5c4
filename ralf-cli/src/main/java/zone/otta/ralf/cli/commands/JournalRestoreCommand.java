package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.ReadArchive;
import zone.otta.ralf.cli.phases.Restoring;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf journal restore}. */
@CommandLine.Command(
    name = "restore",
    description = {
      "Check an archive, and restore it into the empty memory of a service that RALF brought up:",
      "in one transaction, recomputed there and here. Whatever PostgreSQL's major version.",
      "Can be repeated after any interruption. To check an archive alone: ralf journal verify FILE"
    },
    footer = {
      "",
      "Example:",
      "  ralf journal restore memory-2026-11-29.ralf --into postgresql --anchor /mnt/safe/memory.anchor",
      "  ralf journal handover postgresql"
    })
public final class JournalRestoreCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "an archive that backup wrote")
  Path file = Path.of("");

  @Option(
      names = "--into",
      paramLabel = "SERVICE",
      required = true,
      description = "the service whose memory is empty")
  String into = "";

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "what must be in the archive (default: the anchor beside it)")
  Optional<Path> anchor = Optional.empty();

  @Option(names = "--yes", description = "without a question")
  boolean yes;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Restoring restoring = new Restoring(session);
    return restoring.walk(
        ReadArchive.of(session.absolute(file), anchor.map(session::absolute)),
        into,
        () ->
            yes
                || TypedYes.to(
                    session.say("Restore? Type yes:", "Wiederherstellen? ja eingeben:"), session));
  }
}
