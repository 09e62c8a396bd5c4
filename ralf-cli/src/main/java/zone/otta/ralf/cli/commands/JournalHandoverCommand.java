package zone.otta.ralf.cli.commands;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.HandingOver;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf journal handover}. */
@CommandLine.Command(
    name = "handover",
    description = {
      "Move the journal into the PostgreSQL that RALF brought up: once, in one transaction, read back.",
      "Can be repeated after any interruption. The file stays and is still written first."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal handover",
      "  ralf journal handover postgresql --yes"
    })
public final class JournalHandoverCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "the service that is to be the memory (default: the only one that can be)")
  Optional<String> service = Optional.empty();

  @Option(names = "--yes", description = "without a question")
  boolean yes;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return new HandingOver(session)
        .walk(
            service,
            () ->
                yes
                    || TypedYes.to(
                        session.say("Hand over? Type yes:", "Übergeben? ja eingeben:"), session));
  }
}
