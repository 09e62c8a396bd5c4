package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Counted;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.journal.AnchorFile;
import zone.otta.ralf.workspace.journal.JournalExport;

/** {@code ralf journal export}. */
@CommandLine.Command(
    name = "export",
    description = {
      "Copy the journal to a file, and beside it the anchor over all its streams, FILE.anchor.",
      "Keep the anchor where whoever may change the journal may not: with it verify finds an",
      "end that was cut off and a stream that is gone."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal export --to journal-2026-11.jsonl",
      "  ralf journal verify journal-2026-11.jsonl"
    })
public final class JournalExportCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "the copy")
  Path to = Path.of("");

  @Option(
      names = "--after",
      paramLabel = "POSITION",
      description = "only what came after it; FILE.before.anchor then has what came before")
  long after;

  @Option(names = "--force", description = "replace files that are there")
  boolean force;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.find(session);
    Optional<Memory> memory = Memory.read(workspace);
    if (memory.isEmpty()) {
      session.output().aside(session.say("No journal here.", "Hier ist kein Journal."));
      session.output().document(Json.object().with("verdict", Verdict.BLOCKER.name()));
      return Exit.BLOCKER;
    }
    Path file = session.absolute(to);
    JournalExport.Written written = JournalExport.write(memory.get().journal(), file, after, force);
    Path anchor = AnchorFile.beside(file);
    session
        .output()
        .line(
            session.say(
                "OK: %d events up to position %d in %s"
                    .formatted(written.events(), written.anchor().position(), workspace.name(file)),
                "OK: %d Ereignisse bis Position %d in %s"
                    .formatted(
                        written.events(), written.anchor().position(), workspace.name(file))));
    session
        .output()
        .line(
            session.say("anchor of ", "Anker über ")
                + session.say(
                    Counted.of(
                        written.anchor().heads().size(), "stream", "streams", "Strom", "Ströme"))
                + " in "
                + workspace.name(anchor)
                + ", root "
                + written.anchor().root());
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("file", workspace.name(file))
                .with("events", written.events())
                .with("position", written.anchor().position())
                .with("anchor", workspace.name(anchor))
                .with("streams", written.anchor().heads().size())
                .with("root", written.anchor().root().hex())
                .withOptional(
                    "before",
                    written.before(),
                    b -> new Json.Str(workspace.name(JournalExport.beforeOf(file)))));
    return Exit.OK;
  }
}
