package zone.otta.ralf.cli.commands;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.ServiceRow;
import zone.otta.ralf.cli.render.StatusTable;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.PastTime;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** {@code ralf status}. */
@CommandLine.Command(
    name = "status",
    description = "Show the services of this workspace and how they stand. Reads files only.",
    footer = {
      "",
      "Example:",
      "  ralf status",
      "  ralf status --at -24h",
      "  ralf status postgresql --format json"
    })
public final class StatusCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "only this one, with its status objects")
  Optional<String> service = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeWord.class,
      description =
          "as it was recorded then: 2026-11-24T10:00Z, 2026-11-24 (its first moment), -2h")
  Optional<PastTime> at = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<Instant> then = at.map(t -> t.moment(session.here().clock()));
    Optional<Memory> memory = Memory.read(Workspace.find(session));
    List<ServiceRow> rows =
        memory.map(m -> then.map(m::at).orElse(m).services(service)).orElse(List.of());
    Optional<Memory.Shared> shared =
        then.isPresent() ? Optional.empty() : memory.flatMap(Memory::shared);
    then.ifPresent(
        t -> session.output().line(session.say("recorded at ", "aufgezeichnet um ") + t));
    InstantSource clock = then.map(InstantSource::fixed).orElse(session.here().clock());
    if (rows.isEmpty() && then.isPresent()) {
      session
          .output()
          .line(session.say("No service was known then.", "Kein Dienst war da bekannt."));
    } else {
      session
          .output()
          .lines(
              new StatusTable(session.output().style(), session.language(), clock)
                  .lines(rows, service.isPresent()));
    }
    shared.ifPresent(s -> session.output().line(said(s, session)));
    Verdict worst = rows.stream().map(ServiceRow::verdict).reduce(Verdict.OK, Verdict::and);
    session
        .output()
        .document(
            Json.object()
                .with("verdict", worst.name())
                .withOptional("at", then, t -> new Json.Str(t.toString()))
                .withOptional("memory", shared, StatusCommand::json)
                .with("services", Json.array(rows, ServiceRow::json)));
    if (rows.isEmpty() && service.isPresent()) {
      return Exit.BLOCKER;
    }
    return Exit.OK;
  }

  private static String said(Memory.Shared shared, Session session) {
    String service = shared.service().value();
    long waiting = shared.waiting();
    return waiting == 0
        ? session.say(
            "memory: " + service + " has every event",
            "Gedächtnis: " + service + " hat jedes Ereignis")
        : session.say(
            "memory: " + waiting + " events wait for " + service + " (RALF-J035)",
            "Gedächtnis: " + waiting + " Ereignisse warten auf " + service + " (RALF-J035)");
  }

  private static Json json(Memory.Shared shared) {
    return Json.object()
        .with("service", shared.service().value())
        .with("waiting", shared.waiting());
  }
}
