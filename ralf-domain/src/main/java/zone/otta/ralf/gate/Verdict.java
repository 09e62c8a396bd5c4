package zone.otta.ralf.gate;

import java.util.Collection;
import zone.otta.ralf.diagnostics.Finding;

/** What a gate says. The worst finding decides. */
public enum Verdict {
  OK,
  WARNUNG,
  BLOCKER;

  public static Verdict of(Collection<Finding> findings) {
    Verdict worst = OK;
    for (Finding finding : findings) {
      worst =
          worst.and(
              switch (finding.severity()) {
                case HINWEIS -> OK;
                case WARNUNG -> WARNUNG;
                case BLOCKER -> BLOCKER;
              });
    }
    return worst;
  }

  /** The worse of the two. */
  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
