package zone.otta.ralf.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/**
 * Anchors of a {@link Journal}: taken here, kept elsewhere, compared later. Rules:
 * docs/contracts/anchors.md. Throws {@link PortException} if the store cannot be used.
 */
public interface Anchors {
  /** Position and heads of one moment; between them nothing was appended. */
  Anchor take();

  /**
   * Compares the journal with an anchor of its past: every stream must have been there as it says.
   * Does not recompute the chains up to the heads, which {@link Journal#verify} does.
   *
   * @return what differs first; empty if nothing
   */
  Optional<Text> differs(Anchor then);

  /** Anchors of any journal, by reading all of it. */
  static Anchors over(Journal journal) {
    return new Anchors() {
      @Override
      public Anchor take() {
        var heads = new HashMap<StreamName, Anchor.End>();
        return Anchor.of(read(heads, Long.MAX_VALUE), heads);
      }

      @Override
      public Optional<Text> differs(Anchor then) {
        var heads = new HashMap<StreamName, Anchor.End>();
        return then.objection(heads, read(heads, then.position()));
      }

      private long read(Map<StreamName, Anchor.End> heads, long upTo) {
        long last = 0;
        while (last < upTo) {
          List<StoredEvent> page = journal.readAll(last, (int) Math.min(1000, upTo - last));
          if (page.isEmpty()) {
            return last;
          }
          page.forEach(e -> heads.put(e.stream(), new Anchor.End(e.version(), e.hash())));
          last = page.getLast().position();
        }
        return last;
      }
    };
  }
}
