package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Counted;
import zone.otta.ralf.cli.phases.HandedMemory;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.journal.AnchorFile;

/** {@code ralf journal anchor}. */
@CommandLine.Command(
    name = "anchor",
    description = {
      "Take an anchor: where the journal and each of its streams end now. Without --to it is printed.",
      "Keep it where whoever may change the journal may not. An anchor of the journal is compared",
      "by verify --anchor; one of the memory by verify --memory --memory-anchor, and of its archives",
      "by verify FILE --anchor and restore --anchor."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal anchor --to /mnt/safe/journal-2026-11-29.anchor",
      "  ralf journal anchor --memory | ssh vault 'cat > memory-2026-11-29.anchor'"
    })
public final class JournalAnchorCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--to", paramLabel = "FILE", description = "a new file")
  Optional<Path> to = Optional.empty();

  @Option(
      names = "--memory",
      description = "of the PostgreSQL that was handed over to, not of this journal")
  boolean inMemory;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<Path> file = to.map(session::absolute);
    file.ifPresent(AnchorFile::requireNew);
    Optional<Anchor> anchor =
        inMemory
            ? Optional.of(new HandedMemory(session).anchor())
            : Memory.read(Workspace.find(session)).map(memory -> memory.anchors().take());
    if (anchor.isEmpty()) {
      session.output().aside(session.say("No journal here.", "Hier ist kein Journal."));
      session.output().document(Json.object().with("verdict", Verdict.BLOCKER.name()));
      return Exit.BLOCKER;
    }
    file.ifPresent(f -> AnchorFile.write(f, anchor.get()));
    told(anchor.get(), file.map(f -> Workspace.find(session).name(f)), session);
    return Exit.OK;
  }

  private static void told(Anchor anchor, Optional<String> file, Session session) {
    long position = anchor.position();
    int streams = anchor.heads().size();
    Text counted = Counted.of(streams, "stream", "streams", "Strom", "Ströme");
    if (file.isPresent()) {
      session
          .output()
          .line(
              session.say(
                  "OK: anchor at position %d over %s in %s"
                      .formatted(position, counted.en(), file.get()),
                  "OK: Anker an Position %d über %s in %s"
                      .formatted(position, counted.de(), file.get())));
    } else if (!session.output().json()) {
      session.output().raw(anchor.text());
    }
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("position", position)
                .with("streams", streams)
                .with("root", anchor.root().hex())
                .with("text", anchor.text())
                .withOptional("file", file, Json.Str::new));
  }
}
