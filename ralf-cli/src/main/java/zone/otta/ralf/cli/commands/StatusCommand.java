package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.ServiceRow;
import zone.otta.ralf.cli.render.StatusTable;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** {@code ralf status}. */
@CommandLine.Command(
    name = "status",
    description = "Show the services of this workspace and how they stand. Reads files only.",
    footer = {"", "Example:", "  ralf status", "  ralf status postgresql --format json"})
public final class StatusCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "only this one, with its status objects")
  Optional<String> service = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    List<ServiceRow> rows =
        Memory.read(Workspace.find(session))
            .map(memory -> memory.services(service))
            .orElse(List.of());
    session
        .output()
        .lines(
            new StatusTable(session.output().style(), session.language(), session.here().clock())
                .lines(rows, service.isPresent()));
    Verdict worst = rows.stream().map(ServiceRow::verdict).reduce(Verdict.OK, Verdict::and);
    session
        .output()
        .document(
            Json.object()
                .with("verdict", worst.name())
                .with("services", Json.array(rows, ServiceRow::json)));
    if (rows.isEmpty() && service.isPresent()) {
      return Exit.BLOCKER;
    }
    return Exit.OK;
  }
}
