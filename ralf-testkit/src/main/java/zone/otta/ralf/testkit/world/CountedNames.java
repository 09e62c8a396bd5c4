package zone.otta.ralf.testkit.world;

import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.testkit.dns.MemoryDns;
import zone.otta.ralf.testkit.dns.MemoryZone;

/** The name server over the world's zone; its changes are among the calls that can break. */
final class CountedNames extends MemoryDns {
  private final CallFaults faults;

  CountedNames(MemoryZone zone, CallFaults faults) {
    super(zone);
    this.faults = faults;
  }

  @Override
  public void apply(Step.Dns step, Mark mark) {
    faults.around(
        step.name(),
        () -> {
          super.apply(step, mark);
          return step;
        });
  }
}
