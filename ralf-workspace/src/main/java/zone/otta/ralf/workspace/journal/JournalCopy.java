package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.workspace.journal.LineScanner.Line;
import zone.otta.ralf.workspace.store.StoreFault;

/** Checks a file of a journal's lines: a copy that was exported, or a journal's own file. */
public final class JournalCopy {
  private final Path file;
  private final Anchor before;
  private final Optional<Anchor> then;
  private final JournalHeads heads;
  private final Set<UUID> ids = new HashSet<>();
  private int more;
  private long end;
  private Optional<Anchor> reached;

  private JournalCopy(Path file, Anchor before, Optional<Anchor> then) {
    this.file = file;
    this.before = before;
    this.then = then;
    this.heads = new JournalHeads(before);
    this.reached = then.filter(a -> a.position() == before.position()).map(a -> before);
  }

  /**
   * A sound file.
   *
   * @param events how many it has
   * @param last the position of its last one
   * @param compared the position of the anchor that fits; empty if there was none
   */
  public record Sound(long events, long last, Optional<Long> compared) {}

  /**
   * Recomputes every sum and hash.
   *
   * @param anchor what the file must hold; else the anchor beside it counts, if there is one
   * @throws zone.otta.ralf.port.PortException {@code RALF-J002} with the line if it is damaged,
   *     {@code RALF-J014} if it does not hold the anchor, {@code RALF-J016} if a file is no anchor,
   *     {@code RALF-J017} if it is a part and nothing tells where its streams were
   */
  public static Sound check(Path file, Optional<Path> anchor) {
    Optional<Anchor> then = AnchorFile.of(file, anchor);
    Path start = JournalExport.beforeOf(file);
    Anchor before = Files.exists(start) ? AnchorFile.read(start) : Anchor.of(0, Map.of());
    return new JournalCopy(file, before, then).check();
  }

  private Sound check() {
    try (InputStream in = Files.newInputStream(file)) {
      var lines = new LineScanner(in, 0, 0);
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        take(line.get());
      }
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
    if (more > 0) {
      throw damaged(heads.last() - before.position() + 1, end, JournalScan.INCOMPLETE);
    }
    then.ifPresent(this::compare);
    return new Sound(heads.last() - before.position(), heads.last(), then.map(Anchor::position));
  }

  private void take(Line line) {
    Optional<EventLine> parsed =
        line.terminated() ? EventLine.parse(line.bytes()) : Optional.empty();
    if (parsed.isEmpty()) {
      throw damaged(line.number(), line.offset(), JournalScan.MALFORMED);
    }
    StoredEvent event = parsed.get().stored();
    if (line.number() == 1 && before.position() == 0 && event.position() > 1) {
      throw JournalFault.noBeginning(file, event.position());
    }
    if (more > 0 && parsed.get().more() != more - 1) {
      throw damaged(line.number(), line.offset(), JournalScan.INCOMPLETE);
    }
    more = parsed.get().more();
    end = line.end();
    Optional<Text> objection =
        heads
            .objection(event)
            .or(
                () ->
                    ids.add(event.event().id())
                        ? Optional.empty()
                        : Optional.of(JournalIndex.TWICE));
    if (objection.isPresent()) {
      throw damaged(line.number(), line.offset(), objection.get());
    }
    heads.add(event);
    if (then.isPresent() && then.get().position() == heads.last()) {
      reached = Optional.of(heads.anchor());
    }
  }

  private RuntimeException damaged(long line, long offset, Text reason) {
    return JournalFault.damaged(file, new Damage(line, offset, reason));
  }

  private void compare(Anchor anchor) {
    Optional<Text> objection =
        anchor.position() < before.position()
            ? Optional.of(
                Text.of(
                    "the file begins after it, at " + before.position(),
                    "die Datei beginnt dahinter, bei " + before.position()))
            : anchor.objection(reached.orElseGet(heads::anchor).heads(), heads.last());
    if (objection.isPresent()) {
      throw JournalFault.otherThanAnchor(anchor.position(), objection.get(), gone(anchor));
    }
  }

  /** Streams of the anchor of which the file has nothing. */
  private List<StreamName> gone(Anchor anchor) {
    Map<StreamName, Anchor.End> here = heads.anchor().heads();
    return anchor.heads().keySet().stream().filter(name -> !here.containsKey(name)).toList();
  }
}
