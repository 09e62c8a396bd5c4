package zone.otta.ralf.testkit.world;

import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.plan.Plan;

/** A world that outlives the processes working on it; empty at first. */
public interface CrashStage extends AutoCloseable {
  /**
   * What one process does.
   *
   * @param faults break its changing calls
   * @param executed the plan it executes; empty: it only plans
   */
  <T> T process(CallFaults faults, Optional<Plan> executed, Function<World, T> work);

  /** What is there now, as text: two ways to the same state give the same. */
  String dump();

  @Override
  void close();
}
