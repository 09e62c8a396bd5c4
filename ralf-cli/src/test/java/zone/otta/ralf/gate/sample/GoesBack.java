package zone.otta.ralf.gate.sample;

import zone.otta.ralf.card.sample.GoesInCircles;

/** Breaks the rules on purpose. */
public final class GoesBack {
  public GoesInCircles back() {
    return new GoesInCircles();
  }
}
