package zone.otta.ralf.plan;

import java.util.Objects;

/**
 * A step as planned.
 *
 * @param number 1-based, in order of execution
 * @param prior what was observed when the plan was made
 */
public record PlannedStep(int number, Action action, Step step, Observation prior) {
  public PlannedStep {
    Objects.requireNonNull(action);
    Objects.requireNonNull(step);
    Objects.requireNonNull(prior);
  }
}
