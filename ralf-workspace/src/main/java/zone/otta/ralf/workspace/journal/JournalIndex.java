package zone.otta.ralf.workspace.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Head;

/** Where every event of a journal file stands, and the rules by which the next one is accepted. */
final class JournalIndex {
  /**
   * An event in the file.
   *
   * @param offset of its line
   * @param length of its line without the line feed
   */
  record Entry(long position, long offset, int length, ChainHash hash) {}

  static final Text BROKEN =
      Text.of("the hash chain is broken", "die Prüfsummenkette ist gebrochen");
  static final Text TWICE =
      Text.of("an event's id occurs twice", "die Kennung eines Ereignisses steht zweimal da");

  private final List<Entry> all = new ArrayList<>();
  private final Map<StreamName, List<Entry>> streams = new HashMap<>();
  private final Set<UUID> ids = new HashSet<>();

  int size() {
    return all.size();
  }

  boolean knows(UUID id) {
    return ids.contains(id);
  }

  Head head(StreamName stream) {
    List<Entry> entries = stream(stream);
    return entries.isEmpty()
        ? new Head(0, ChainHash.start(stream))
        : new Head(entries.size(), entries.getLast().hash());
  }

  /** The chain's value after the event; empty if there is no such version. */
  Optional<ChainHash> hash(StreamName stream, long version) {
    List<Entry> entries = stream(stream);
    return version < 1 || version > entries.size()
        ? Optional.empty()
        : Optional.of(entries.get((int) version - 1).hash());
  }

  /** What is wrong with this event as the next one, if anything. */
  Optional<Text> objection(StoredEvent next) {
    Head head = head(next.stream());
    if (next.position() != all.size() + 1L) {
      return objection("position", "Position", all.size() + 1L, next.position());
    }
    if (next.version() != head.version() + 1) {
      return objection("version", "Version", head.version() + 1, next.version());
    }
    if (knows(next.event().id())) {
      return Optional.of(TWICE);
    }
    return head.hash().next(next.version(), next.event()).equals(next.hash())
        ? Optional.empty()
        : Optional.of(BROKEN);
  }

  static Optional<Text> objection(String en, String de, long expected, long found) {
    return Optional.of(
        Text.of(
            "%s %d expected, %d found".formatted(en, expected, found),
            "%s %d erwartet, %d gefunden".formatted(de, expected, found)));
  }

  void add(StoredEvent stored, long offset, int length) {
    var entry = new Entry(stored.position(), offset, length, stored.hash());
    all.add(entry);
    streams.computeIfAbsent(stored.stream(), s -> new ArrayList<>()).add(entry);
    ids.add(stored.event().id());
  }

  /** The answer to an append whose expected version is not the head's. The hash covers the ids. */
  Append retried(StreamName stream, long expected, List<NewEvent> events) {
    List<Entry> entries = stream(stream);
    if (expected < 0 || expected > entries.size() - events.size()) {
      return new Append.Conflict(entries.size());
    }
    int version = (int) expected;
    ChainHash hash = version == 0 ? ChainHash.start(stream) : entries.get(version - 1).hash();
    for (NewEvent event : events) {
      hash = hash.next(++version, event);
      if (!entries.get(version - 1).hash().equals(hash)) {
        return new Append.Conflict(entries.size());
      }
    }
    return new Append.AlreadyStored(version, entries.get(version - 1).position());
  }

  List<Entry> after(long position, int limit) {
    return slice(all, position, limit);
  }

  List<Entry> after(StreamName stream, long version, int limit) {
    return slice(stream(stream), version, limit);
  }

  private static List<Entry> slice(List<Entry> entries, long after, int limit) {
    int from = Math.clamp(after, 0, entries.size());
    return List.copyOf(entries.subList(from, (int) Math.min(entries.size(), (long) from + limit)));
  }

  private List<Entry> stream(StreamName stream) {
    return streams.getOrDefault(stream, List.of());
  }
}
