package zone.otta.ralf.workspace.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Anchor.End;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** Where a journal and its streams end, event by event, and whether the next one continues them. */
final class JournalHeads {
  private final Map<StreamName, End> ends = new HashMap<>();
  private long last;

  /** At the beginning. */
  JournalHeads() {}

  /** Behind an anchor. */
  JournalHeads(Anchor before) {
    ends.putAll(before.heads());
    last = before.position();
  }

  long last() {
    return last;
  }

  Anchor anchor() {
    return Anchor.of(last, ends);
  }

  /** What is wrong with this event as the next one, if anything. */
  Optional<Text> objection(StoredEvent next) {
    End end = ends.get(next.stream());
    long version = end == null ? 0 : end.version();
    ChainHash hash = end == null ? ChainHash.start(next.stream()) : end.hash();
    if (next.position() != last + 1) {
      return JournalIndex.objection("position", "Position", last + 1, next.position());
    }
    if (next.version() != version + 1) {
      return JournalIndex.objection("version", "Version", version + 1, next.version());
    }
    return hash.next(next.version(), next.event()).equals(next.hash())
        ? Optional.empty()
        : Optional.of(JournalIndex.BROKEN);
  }

  void add(StoredEvent next) {
    ends.put(next.stream(), new End(next.version(), next.hash()));
    last = next.position();
  }
}
