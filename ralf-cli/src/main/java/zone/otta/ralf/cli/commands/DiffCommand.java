package zone.otta.ralf.cli.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.ChangeRecord;
import zone.otta.ralf.cli.render.ChangeText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.PastTime;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.history.ServiceChange;

/** {@code ralf diff}. */
@CommandLine.Command(
    name = "diff",
    description = {
      "Show what became of the services between two times, as it was recorded: objects and",
      "settings, gates, drift, secrets by reference, and who decided what. Reads files only."
    },
    footer = {
      "",
      "Example:",
      "  ralf diff -24h",
      "  ralf diff 2026-11-23 2026-11-24T18:00Z --service postgresql"
    })
public final class DiffCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "TIME",
      converter = TimeWord.class,
      description =
          "2026-11-24T10:00Z, 2026-11-24 (its first moment), -2h; UTC if no zone is named")
  PastTime from = new PastTime.Ago(Duration.ZERO);

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TIME",
      converter = TimeWord.class,
      description = "the other one (default: now)")
  Optional<PastTime> to = Optional.empty();

  @Option(names = "--service", paramLabel = "SERVICE", description = "only this one")
  Optional<String> service = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Instant now = session.here().clock().instant();
    List<Instant> times =
        Stream.of(
                from.moment(session.here().clock()),
                to.map(t -> t.moment(session.here().clock())).orElse(now))
            .sorted()
            .toList();
    Instant earlier = times.getFirst();
    Instant later = times.getLast();
    List<ServiceChange> changes =
        Memory.read(Workspace.find(session))
            .map(memory -> memory.changes(earlier, later, service))
            .orElse(List.of());
    session
        .output()
        .lines(
            new ChangeText(session.output().style(), session.language())
                .lines(changes, earlier, later));
    session.output().document(ChangeRecord.document(changes, earlier, later));
    return changes.isEmpty() && service.isPresent() ? Exit.BLOCKER : Exit.OK;
  }
}
