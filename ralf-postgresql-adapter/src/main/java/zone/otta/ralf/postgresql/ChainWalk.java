package zone.otta.ralf.postgresql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Head;

/**
 * Recomputes the chains of a whole journal, event by event in their order. Memory grows with the
 * streams, not with the events.
 */
final class ChainWalk {
  private final Map<StreamName, Head> heads = new HashMap<>();
  private long last;

  /** The position of the last sound event. */
  long last() {
    return last;
  }

  /** Where the streams end so far. */
  Map<StreamName, Head> heads() {
    return heads;
  }

  Map<StreamName, Anchor.End> ends() {
    return heads.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> new Anchor.End(e.getValue().version(), e.getValue().hash())));
  }

  /** What is wrong with the next event; empty if it continues what was before. */
  Optional<Text> objection(StoredEvent event) {
    if (event.position() != last + 1) {
      return Optional.of(EventRows.gap(last + 1, event.position()));
    }
    last = event.position();
    Head head = heads.getOrDefault(event.stream(), new Head(0, ChainHash.start(event.stream())));
    if (event.version() != head.version() + 1) {
      return Optional.of(
          EventRows.at(
              last,
              Text.of(
                  "version %d of %s expected, %d found"
                      .formatted(head.version() + 1, event.stream(), event.version()),
                  "Version %d von %s erwartet, %d gefunden"
                      .formatted(head.version() + 1, event.stream(), event.version()))));
    }
    if (!head.hash().next(event.version(), event.event()).equals(event.hash())) {
      return Optional.of(
          EventRows.at(
              last,
              Text.of(
                  "the hash chain of %s is broken at version %d"
                      .formatted(event.stream(), event.version()),
                  "die Prüfsummenkette von %s ist an Version %d gebrochen"
                      .formatted(event.stream(), event.version()))));
    }
    heads.put(event.stream(), new Head(event.version(), event.hash()));
    return Optional.empty();
  }
}
