package zone.otta.ralf.workspace.run;

import java.time.Duration;
import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.plan.PlannedStep;

/** Nobody looks. */
final class Silent implements RunListener {
  @Override
  public void started(PlannedStep step, int total) {}

  @Override
  public void waiting(PlannedStep step, String task, Duration sofar, Duration atMost) {}

  @Override
  public void verified(PlannedStep step, int total, boolean changed, Duration took) {}
}
