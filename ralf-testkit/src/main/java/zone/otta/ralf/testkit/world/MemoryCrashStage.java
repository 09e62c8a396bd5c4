package zone.otta.ralf.testkit.world;

import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.plan.Plan;

/** In memory. */
public final class MemoryCrashStage implements CrashStage {
  private final MemoryState state = new MemoryState();

  @Override
  public <T> T process(CallFaults faults, Optional<Plan> executed, Function<World, T> work) {
    return work.apply(
        executed
            .map(plan -> MemoryWorld.of(state, plan, faults))
            .orElseGet(() -> MemoryWorld.of(state)));
  }

  @Override
  public String dump() {
    return state.dump();
  }

  /** Nothing to end. */
  @Override
  public void close() {}
}
