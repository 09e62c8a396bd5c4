package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.ArchiveFiles;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.workspace.journal.AnchorFile;

/**
 * An archive of a memory, read and recomputed; nobody was asked.
 *
 * @param kept the anchor that it was compared with
 */
public record ReadArchive(Path file, Archived archived, Optional<Anchor> kept) {
  /**
   * Reads it.
   *
   * @param anchor what it must hold; else the anchor beside it counts, if there is one
   * @throws zone.otta.ralf.port.PortException {@code RALF-J016} if a file is no anchor, {@code
   *     RALF-J040}, {@code RALF-J041}, {@code RALF-J043}
   */
  public static ReadArchive of(Path file, Optional<Path> anchor) {
    Optional<Anchor> kept = AnchorFile.of(file, anchor);
    return new ReadArchive(file, ArchiveFiles.check(file, kept), kept);
  }

  /** The same, if the file begins as an archive does. */
  public static Optional<ReadArchive> find(Path file, Optional<Path> anchor) {
    return ArchiveFiles.is(file) ? Optional.of(of(file, anchor)) : Optional.empty();
  }

  /** Events, streams and where they end, in one sentence without its end. */
  public Text counts() {
    Text events = Counted.of(archived.events(), "event", "events", "Ereignis", "Ereignisse");
    Text streams = Counted.of(archived.streams(), "stream", "streams", "Strom", "Strömen");
    return Text.of(
        "%s up to position %d in %s".formatted(events.en(), archived.events(), streams.en()),
        "%s bis Position %d in %s".formatted(events.de(), archived.events(), streams.de()));
  }

  /** What else it holds, in lines for people. */
  public List<String> lines(Session session) {
    return List.of(
        session.say("  of store ", "  aus Speicher ")
            + archived.store()
            + "; "
            + session.say(rest()),
        session.say("  root ", "  Wurzel ") + archived.anchor().root(),
        session.say("  sum ", "  Summe ") + archived.sum());
  }

  private Text rest() {
    return Counted.list(
        Counted.of(
            archived.snapshots(), "snapshot", "snapshots", "Schnappschuss", "Schnappschüsse"),
        Counted.of(archived.values(), "value", "values", "Wert", "Werte"),
        Counted.of(
            archived.records(),
            "record of runs",
            "records of runs",
            "Eintrag über Läufe",
            "Einträge über Läufe"),
        Counted.of(
            archived.pasts().size(),
            "journal handed over",
            "journals handed over",
            "übergebenes Journal",
            "übergebene Journale"),
        Counted.of(archived.anchors(), "anchor", "anchors", "Anker", "Anker"));
  }

  /** The same as JSON. */
  public Json.Obj json() {
    return Json.object()
        .with("store", archived.store().toString())
        .with("events", archived.events())
        .with("streams", archived.streams())
        .with("position", archived.anchor().position())
        .with("root", archived.anchor().root().hex())
        .with("snapshots", archived.snapshots())
        .with("values", archived.values())
        .with("records", archived.records())
        .with("journals", archived.pasts().size())
        .with("anchors", archived.anchors())
        .with("sum", archived.sum().hex());
  }
}
