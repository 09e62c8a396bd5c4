package zone.otta.ralf.cli.commands;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.SnapshotName;

/** {@code ralf snapshot}. */
@CommandLine.Command(
    name = "snapshot",
    description = {
      "Plan a snapshot of a service: its configuration and its volumes, under a name.",
      "It keeps until the service is destroyed; nothing else changes."
    },
    footer = {
      "",
      "Example:",
      "  ralf snapshot postgresql",
      "  ralf snapshot postgresql --name before-import"
    })
public final class SnapshotCommand implements Command {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("'ralf-'yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "a service that was deployed")
  String service = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "its name (default: ralf- and the time, UTC)")
  Optional<String> name = Optional.empty();

  @Mixin Agreement agreement = new Agreement();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<SnapshotName> chosen =
        SnapshotName.parse(name.orElseGet(() -> STAMP.format(session.here().clock().instant())));
    if (chosen.isEmpty()) {
      return Operated.notAName(session, "--name");
    }
    Operation operation = new Operation.Snapshot(chosen.get());
    return Operated.run(session, service, (last, ledger) -> operation, agreement);
  }
}
