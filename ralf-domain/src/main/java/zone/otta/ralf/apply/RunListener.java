package zone.otta.ralf.apply;

import java.time.Duration;
import zone.otta.ralf.plan.PlannedStep;

/** Is told what a run does, as it does it. Called from the run's own thread; must not throw. */
public interface RunListener {
  void started(PlannedStep step, int total);

  /**
   * @param task what is waited for
   */
  void waiting(PlannedStep step, String task, Duration sofar, Duration atMost);

  /**
   * @param changed false if the effect was there already
   */
  void verified(PlannedStep step, int total, boolean changed, Duration took);
}
