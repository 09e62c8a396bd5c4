package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.MemoryCheck;
import zone.otta.ralf.cli.phases.ReadArchive;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.journal.AnchorFile;
import zone.otta.ralf.workspace.journal.JournalCopy;

/** {@code ralf journal verify}. */
@CommandLine.Command(
    name = "verify",
    description = {
      "Recompute every hash of the journal, of a copy, or of an archive of the memory, and compare",
      "with an anchor: that finds a cut end and a stream that is gone. Damage ends with exit code 3."
    },
    footer = {
      "",
      "Example:",
      "  ralf journal verify --anchor /mnt/safe/journal.jsonl.anchor",
      "  ralf journal verify journal-2026-11.jsonl",
      "  ralf journal verify memory-2026-11-29.ralf --anchor /mnt/safe/memory.anchor",
      "  ralf journal verify --memory --memory-anchor /mnt/safe/memory-2026-11-29.anchor"
    })
public final class JournalVerifyCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "a copy that export wrote, an archive that backup wrote (else the journal of this workspace)")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "what must be in it (default: the anchor beside the copy or archive)")
  Optional<Path> anchor = Optional.empty();

  @Option(
      names = "--memory",
      description = "also what was handed over to PostgreSQL, and compare it with the file")
  boolean inMemory;

  @Option(
      names = "--memory-anchor",
      paramLabel = "FILE",
      description = "what must be in that memory; with --memory")
  Optional<Path> memoryAnchor = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    if (memoryAnchor.isPresent() && !inMemory) {
      session
          .output()
          .aside(
              session.say("--memory-anchor needs --memory", "--memory-anchor gehört zu --memory"));
      return Exit.USAGE;
    }
    if (file.isPresent() && inMemory) {
      session
          .output()
          .aside(
              session.say("give either FILE or --memory", "entweder FILE oder --memory angeben"));
      return Exit.USAGE;
    }
    return file.map(session::absolute)
        .map(f -> archive(f, session).orElseGet(() -> copy(f, session)))
        .orElseGet(() -> own(session));
  }

  /** Empty if it is none. */
  private Optional<Exit> archive(Path file, Session session) {
    return ReadArchive.find(file, anchor.map(session::absolute))
        .map(archive -> sound(archive, session));
  }

  private static Exit sound(ReadArchive archive, Session session) {
    Text counts = archive.counts();
    String whole =
        session.say(
                "The archive is whole: " + counts.en() + ".",
                "Das Archiv ist heil: " + counts.de() + ".")
            + fits(archive.kept().map(Anchor::position), session);
    session.output().line("OK: " + whole);
    session.output().lines(archive.lines(session));
    session
        .output()
        .document(
            answer(Verdict.OK, whole)
                .withOptional("anchor", archive.kept().map(Anchor::position), Json.Num::new)
                .with("archive", archive.json()));
    return Exit.OK;
  }

  /** Damage and what is not as the anchor says are thrown with their place. */
  private Exit copy(Path copy, Session session) {
    JournalCopy.Sound sound = JournalCopy.check(copy, anchor.map(session::absolute));
    String whole =
        session.say(
            "%d events up to position %d are whole.".formatted(sound.events(), sound.last()),
            "%d Ereignisse bis Position %d sind heil.".formatted(sound.events(), sound.last()));
    return sound(whole, sound.compared(), session);
  }

  private Exit own(Session session) {
    Optional<Memory> memory = Memory.read(Workspace.find(session));
    // Opening already reads and checks everything; damage is thrown with its position.
    Optional<Text> damage = memory.flatMap(m -> m.journal().verify());
    if (damage.isPresent()) {
      return bad("RALF-J002", damage.get(), session);
    }
    Optional<Anchor> then = anchor.map(session::absolute).map(AnchorFile::read);
    if (then.isPresent()) {
      Optional<Text> differs = differs(memory, then.get());
      if (differs.isPresent()) {
        return bad("RALF-J014", differs.get(), session);
      }
    }
    if (inMemory) {
      return inMemory(then.map(Anchor::position), session);
    }
    String whole =
        memory.isEmpty()
            ? session.say("No journal here.", "Hier ist kein Journal.")
            : session.say("The journal is whole.", "Das Journal ist heil.");
    return sound(whole, then.map(Anchor::position), session);
  }

  /** A journal that is not there has lost everything. */
  private static Optional<Text> differs(Optional<Memory> memory, Anchor then) {
    return memory
        .map(m -> m.anchors().differs(then))
        .orElseGet(() -> then.objection(Map.of(), 0))
        .map(what -> other(then, what));
  }

  private static Text other(Anchor then, Text what) {
    return Text.of(
        "not what its anchor at position %d says: %s".formatted(then.position(), what.en()),
        "nicht, was sein Anker an Position %d sagt: %s".formatted(then.position(), what.de()));
  }

  private static Exit bad(String code, Text what, Session session) {
    session.output().aside("BLOCKER[" + code + "]: " + session.say(what));
    session.output().document(answer(Verdict.BLOCKER, session.say(what)).with("code", code));
    return Exit.BLOCKER;
  }

  private static Exit sound(String whole, Optional<Long> compared, Session session) {
    String fits = fits(compared, session);
    session.output().line("OK: " + whole + fits);
    session
        .output()
        .document(answer(Verdict.OK, whole + fits).withOptional("anchor", compared, Json.Num::new));
    return Exit.OK;
  }

  private static String fits(Optional<Long> compared, Session session) {
    return compared
        .map(
            position ->
                session.say(
                    " It fits its anchor at position %d.".formatted(position),
                    " Der Anker an Position %d stimmt.".formatted(position)))
        .orElse("");
  }

  private Exit inMemory(Optional<Long> compared, Session session) {
    Optional<Anchor> kept = memoryAnchor.map(session::absolute).map(AnchorFile::read);
    MemoryCheck.Found found = new MemoryCheck(session).look(kept);
    if (found.damage().isPresent()) {
      return bad("RALF-J024", found.damage().get(), session);
    }
    if (found.other().isPresent()) {
      return bad("RALF-J014", other(kept.orElseThrow(), found.other().get()), session);
    }
    String whole =
        session.say(
                "The journal is whole, in the file and in "
                    + found.service()
                    + "; "
                    + found.missing()
                    + " events wait in the file.",
                "Das Journal ist heil, in der Datei und in "
                    + found.service()
                    + "; "
                    + found.missing()
                    + " Ereignisse warten in der Datei.")
            + kept.map(
                    k ->
                        session.say(
                            " The memory fits its anchor at position %d.".formatted(k.position()),
                            " Der Anker des Gedächtnisses an Position %d stimmt."
                                .formatted(k.position())))
                .orElse("");
    return sound(whole, compared, session);
  }

  private static Json.Obj answer(Verdict verdict, String text) {
    return Json.object().with("verdict", verdict.name()).with("summary", text);
  }
}
