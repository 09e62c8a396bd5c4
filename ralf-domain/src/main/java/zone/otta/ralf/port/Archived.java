package zone.otta.ralf.port;

import java.util.List;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;

/**
 * What an archive of a memory holds.
 *
 * @param store the memory it was made of
 * @param anchor where its streams end
 * @param pasts the journals that were taken into it, by their positions
 * @param anchors how many anchors were taken of it
 * @param snapshots how many snapshots of streams
 * @param values how many values of the metadata
 * @param records how many plans, gate decisions and results of steps
 * @param sum SHA-256 over its bytes but the last line
 */
public record Archived(
    UUID store,
    Anchor anchor,
    List<Imports.Batch> pasts,
    long anchors,
    long snapshots,
    long values,
    long records,
    Sha256 sum) {
  public Archived {
    pasts = List.copyOf(pasts);
  }

  /** How many events it has, which is also the position of the last one. */
  public long events() {
    return anchor.position();
  }

  /** How many streams it has. */
  public int streams() {
    return anchor.heads().size();
  }
}
