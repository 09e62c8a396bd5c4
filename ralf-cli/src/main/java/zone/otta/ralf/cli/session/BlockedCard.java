package zone.otta.ralf.cli.session;

import java.util.List;
import zone.otta.ralf.cli.render.Found;

/** A card that cannot be planned; its findings have their places. Caught at the edge only. */
public final class BlockedCard extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Found> findings;

  public BlockedCard(List<Found> findings) {
    super("BLOCKER");
    this.findings = List.copyOf(findings);
  }

  public List<Found> findings() {
    return findings;
  }
}
