package zone.otta.ralf.workspace.card;

import java.util.List;
import java.util.Optional;

/** "Did you mean": the known word that differs by a slip or two. */
public final class Nearest {
  private Nearest() {}

  public static Optional<String> word(String written, List<String> known) {
    return Words.nearest(written, known);
  }
}
