package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.EventText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.history.EventFeed;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** {@code ralf journal show}. */
@CommandLine.Command(
    name = "show",
    description = "Show what happened, in order.",
    footer = {"", "Example:", "  ralf journal show --stream run:1"})
public final class JournalShowCommand implements Command {
  private static final int PAGE = 500;
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      converter = StreamWord.class,
      description = "only this stream: runs, run:1, service:postgresql")
  Optional<StreamName> stream = Optional.empty();

  @Option(names = "--after", paramLabel = "POSITION", description = "only what came after it")
  long after;

  @Option(names = "--limit", paramLabel = "N", description = "at most so many events")
  int limit = Integer.MAX_VALUE;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<Memory> memory = Memory.read(Workspace.find(session));
    if (memory.isEmpty()) {
      session.output().aside(session.say("No journal here.", "Hier ist kein Journal."));
      return Exit.OK;
    }
    EventFeed feed = EventFeed.after(memory.get().journal(), stream, after);
    int left = limit;
    while (left > 0) {
      List<StoredEvent> page = feed.next(Math.min(PAGE, left));
      if (page.isEmpty()) {
        break;
      }
      page.forEach(event -> EventText.print(event, session.output()));
      left -= page.size();
    }
    return Exit.OK;
  }
}
