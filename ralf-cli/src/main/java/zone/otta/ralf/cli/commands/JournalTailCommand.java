package zone.otta.ralf.cli.commands;

import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Following;
import zone.otta.ralf.cli.phases.Following.From;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.EventText;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Interrupts;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** {@code ralf journal tail}. */
@CommandLine.Command(
    name = "tail",
    description = {
      "Show the newest events; with --follow go on with what others append, until Ctrl-C.",
      "Needs no lock: RALF may work at the same time."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal tail --follow",
      "  ralf journal tail --follow --after 41 --format json"
    })
public final class JournalTailCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--follow", description = "go on with what is appended")
  boolean follow;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      converter = StreamWord.class,
      description = "only this stream: runs, run:1, service:postgresql")
  Optional<StreamName> stream = Optional.empty();

  @Option(names = "--after", paramLabel = "POSITION", description = "begin after this position")
  Optional<Long> after = Optional.empty();

  @Option(names = "--last", paramLabel = "N", description = "begin with the newest N (default: 10)")
  int last = 10;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.find(session);
    From from =
        after.<From>map(From.Position::new).orElseGet(() -> new From.Newest(Math.max(0, last)));
    if (follow) {
      follow(session, workspace, from);
    } else {
      new Following(() -> Memory.following(workspace), stream, show(session)).once(from);
    }
    return Exit.OK;
  }

  private void follow(Session session, Workspace workspace, From from) {
    var following = new Following(() -> Memory.following(workspace), stream, show(session));
    try (Interrupts interrupts = Interrupts.listen(following::end)) {
      following.follow(
          from, e -> session.output().notice(Found.of(e.finding(), session.language())));
    }
  }

  private static Predicate<StoredEvent> show(Session session) {
    return event -> {
      EventText.print(event, session.output());
      return !session.output().lost();
    };
  }
}
