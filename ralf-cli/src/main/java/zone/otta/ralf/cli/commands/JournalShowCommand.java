package zone.otta.ralf.cli.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.SafeText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReader;

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
      description = "only this stream: runs, run:1, service:postgresql")
  Optional<String> stream = Optional.empty();

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
    long position = after;
    int left = limit;
    while (left > 0) {
      List<StoredEvent> page = memory.get().journal().readAll(position, Math.min(PAGE, left));
      if (page.isEmpty()) {
        break;
      }
      for (StoredEvent event : page) {
        if (stream.isEmpty() || stream.get().equals(event.stream().value())) {
          show(session, event);
          left--;
        }
      }
      position = page.getLast().position();
    }
    return Exit.OK;
  }

  private static void show(Session session, StoredEvent event) {
    Instant at = Instant.EPOCH.plus(event.event().occurredUs(), ChronoUnit.MICROS);
    session
        .output()
        .line(
            SafeText.of(
                String.format(
                    "%5d  %s  %-20s %-9s %s",
                    event.position(),
                    at.truncatedTo(ChronoUnit.MILLIS),
                    event.stream(),
                    event.event().type(),
                    event.event().payload())));
    Json payload =
        new JsonReader()
            .read(event.event().payload())
            .orThrow(m -> new IllegalStateException("payload"));
    session
        .output()
        .event(
            Json.object()
                .with("position", event.position())
                .with("stream", event.stream().value())
                .with("version", event.version())
                .with("id", event.event().id().toString())
                .with("at", at.toString())
                .with("type", event.event().type())
                .with("hash", event.hash().hex())
                .with("payload", payload));
  }
}
