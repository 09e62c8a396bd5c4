package zone.otta.ralf.card.sample;

import zone.otta.ralf.gate.sample.GoesBack;

/** Breaks the rules on purpose. */
public final class GoesInCircles {
  public GoesBack there() {
    return new GoesBack();
  }
}
