package zone.otta.ralf.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Imports.Batch;

/**
 * Recomputes what an archive says of a history, in its order: chains, the heads of the pasts that
 * were taken, the roots of anchors. Memory grows with streams, pasts and anchors, not with events.
 */
final class ArchiveWalk {
  private final ChainWalk chains = new ChainWalk();
  private final List<Batch> pasts = new ArrayList<>();
  private final Map<StreamName, Anchor.End> taken = new HashMap<>();
  private boolean inPast;
  private long anchors;

  /** The position of the last sound event. */
  long last() {
    return chains.last();
  }

  /** Where the streams end so far. */
  Map<StreamName, Anchor.End> ends() {
    return chains.ends();
  }

  Anchor anchor() {
    return Anchor.of(last(), ends());
  }

  /** The pasts that began so far, by their positions. */
  List<Batch> pasts() {
    return pasts;
  }

  long anchors() {
    return anchors;
  }

  /** What is wrong with the next event; empty if it continues what was before. */
  Optional<Text> objection(StoredEvent event) {
    Optional<Text> broken = chains.objection(event);
    return broken.isPresent() || !inPast ? broken : ofPast(pasts.getLast(), event);
  }

  /** A past consists of whole streams, which begin in it. */
  private Optional<Text> ofPast(Batch past, StoredEvent event) {
    boolean whole = event.version() == 1 || taken.containsKey(event.stream());
    taken.put(event.stream(), new Anchor.End(event.version(), event.hash()));
    if (event.position() == past.last()) {
      inPast = false;
      whole = whole && Anchor.of(past.events(), taken).root().equals(past.heads());
      taken.clear();
    }
    return whole ? Optional.empty() : Optional.of(other(past));
  }

  private static Text other(Batch past) {
    return Text.of(
        "the events at positions %d to %d are not those of the journal %s that was taken there"
            .formatted(past.first(), past.last(), past.source()),
        "die Ereignisse an den Positionen %d bis %d sind nicht die des Journals %s, das dort übernommen wurde"
            .formatted(past.first(), past.last(), past.source()));
  }

  /** What is wrong with a past that begins behind the last event. */
  Optional<Text> objection(Batch past) {
    if (inPast
        || past.first() != last() + 1
        || pasts.stream().anyMatch(p -> p.source().equals(past.source()))) {
      return Optional.of(other(past));
    }
    inPast = true;
    pasts.add(past);
    return Optional.empty();
  }

  /** What is wrong with an anchor that was taken behind the last event. */
  Optional<Text> objection(ArchiveLine.Anchored anchored) {
    anchors++;
    return anchored.position() == last() && anchored.root().equals(anchor().root())
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "the anchor that was taken at position %d says otherwise"
                    .formatted(anchored.position()),
                "der Anker von Position %d sagt etwas anderes".formatted(anchored.position())));
  }

  /** What is missing at the end. */
  Optional<Text> objection() {
    return inPast ? Optional.of(other(pasts.getLast())) : Optional.empty();
  }
}
