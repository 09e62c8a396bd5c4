package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.workspace.journal.AnchorFile;

/** Writes the memory that the journal was handed over to into a file, and beside it its anchor. */
public final class BackingUp {
  private final Session session;

  public BackingUp(Session session) {
    this.session = session;
  }

  /**
   * Each file is new, and appears whole or not at all; the anchor last.
   *
   * @param service another service's memory than the one that was handed over to
   */
  public Exit walk(Path file, Optional<String> service) {
    Workspace workspace = Workspace.require(session);
    Path anchor = AnchorFile.beside(file);
    AnchorFile.requireNew(anchor);
    return new HandedMemory(session)
        .open(
            service,
            (memory, place, ledger) -> {
              Archived archived = memory.backup(file);
              AnchorFile.write(anchor, archived.anchor());
              told(new ReadArchive(file, archived, Optional.empty()), place, workspace);
              return Exit.OK;
            });
  }

  private void told(ReadArchive archive, MemoryService place, Workspace workspace) {
    String service = place.deployment().service().value();
    String file = workspace.name(archive.file());
    String anchor = workspace.name(AnchorFile.beside(archive.file()));
    session
        .output()
        .line(
            session.say(
                "OK: %s are in %s, read back".formatted(archive.counts().en(), file),
                "OK: %s sind in %s, zurückgelesen".formatted(archive.counts().de(), file)));
    session.output().lines(archive.lines(session));
    session
        .output()
        .line(
            session.say(
                "  Keep %s where whoever may change the archive may not; between backups: ralf journal anchor --memory"
                    .formatted(anchor),
                "  %s verwahren, wo niemand es ändern darf, der das Archiv ändern darf; zwischen Sicherungen: ralf journal anchor --memory"
                    .formatted(anchor)));
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("service", service)
                .with("file", file)
                .with("anchor", anchor)
                .with("archive", archive.json()));
  }
}
