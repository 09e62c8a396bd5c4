package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.journal.LineScanner.Line;

/**
 * Reads a journal from its first byte and checks every sum, number and hash. What a dying writer
 * can leave behind is told apart from damage: an append is acknowledged only after its last line
 * feed is on disk, so only bytes after the last finished append, and no finished line among them
 * that is wrong, are a torn tail.
 */
final class JournalScan {
  static final Text MALFORMED =
      Text.of("the line's checksum or form is wrong", "Prüfsumme oder Form der Zeile ist falsch");
  static final Text INCOMPLETE =
      Text.of("an append is incomplete", "eine Anfügung ist unvollständig");

  private record Pending(Line line, EventLine event) {}

  private final JournalIndex index = new JournalIndex();
  private final List<Pending> pending = new ArrayList<>();
  private long end;
  private Optional<Damage> damage = Optional.empty();
  private long fileEnd;

  private JournalScan() {}

  static JournalScan of(InputStream in) throws IOException {
    var scan = new JournalScan();
    scan.further(in);
    return scan;
  }

  /**
   * Reads on where the last finished append ended; damage and unfinished lines that were seen
   * before are looked at anew.
   *
   * @param in from there
   */
  void further(InputStream in) throws IOException {
    pending.clear();
    damage = Optional.empty();
    fileEnd = end;
    read(new LineScanner(in, index.size(), end));
  }

  JournalIndex index() {
    return index;
  }

  /** Where the last finished append ends, in bytes. */
  long end() {
    return end;
  }

  Optional<Damage> damage() {
    return damage;
  }

  Optional<TornTail> tornTail() {
    return damage.isPresent() || fileEnd == end
        ? Optional.empty()
        : Optional.of(new TornTail(end, fileEnd - end));
  }

  private void read(LineScanner lines) throws IOException {
    for (Optional<Line> next = lines.next(); next.isPresent() && damage.isEmpty(); ) {
      Line line = next.get();
      fileEnd = line.end();
      next = lines.next();
      boolean torn = !line.terminated() || (line.unwritten() && next.isEmpty());
      if (!torn) {
        take(line);
      }
    }
  }

  private void take(Line line) {
    Optional<EventLine> event = EventLine.parse(line.bytes());
    if (event.isEmpty()) {
      refuse(line, MALFORMED);
    } else if (!follows(event.get())) {
      refuse(line, INCOMPLETE);
    } else {
      pending.add(new Pending(line, event.get()));
      if (event.get().more() == 0) {
        commit();
      }
    }
  }

  /** Whether the line belongs to the unfinished append, if there is one. */
  private boolean follows(EventLine event) {
    if (pending.isEmpty()) {
      return true;
    }
    EventLine before = pending.getLast().event();
    return event.more() == before.more() - 1
        && event.stored().stream().equals(before.stored().stream());
  }

  private void commit() {
    for (Pending one : pending) {
      Optional<Text> objection = index.objection(one.event().stored());
      if (objection.isPresent()) {
        refuse(one.line(), objection.get());
        return;
      }
      index.add(one.event().stored(), one.line().offset(), one.line().bytes().length);
      end = one.line().end();
    }
    pending.clear();
  }

  private void refuse(Line line, Text reason) {
    damage = Optional.of(new Damage(line.number(), line.offset(), reason));
  }
}
