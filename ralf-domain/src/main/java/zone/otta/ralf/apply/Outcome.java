package zone.otta.ralf.apply;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.PlannedStep;

/** How a run ended. */
public sealed interface Outcome {
  /** Every step is verified. */
  record Completed(int steps) implements Outcome {}

  /**
   * It stopped; nothing is lost, it can be resumed.
   *
   * @param at the step; empty if it stopped before the first change
   * @param outcomeKnown whether the step's outcome is known
   */
  record Stopped(Optional<PlannedStep> at, Finding why, boolean outcomeKnown) implements Outcome {}

  /** A person asked it to end after the current step. */
  record Interrupted(int verified) implements Outcome {}
}
