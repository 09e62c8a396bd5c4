package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A name server over the world's state. */
final class MemoryNames implements InternalDns {
  private final MemoryState state;
  private final CallFaults faults;

  MemoryNames(MemoryState state, CallFaults faults) {
    this.state = state;
    this.faults = faults;
  }

  @Override
  public List<Observation> observe(List<Step.Dns> steps) {
    return steps.stream()
        .map(
            s ->
                state.names.containsKey(s.name())
                    ? (Observation)
                        new Observation.Present(
                            state.names.get(s.name()),
                            Optional.ofNullable(state.nameMarks.get(s.name())))
                    : new Observation.Absent())
        .toList();
  }

  @Override
  public void apply(Step.Dns step, Mark mark) {
    faults.around(
        step.name(),
        () -> {
          if (step instanceof Step.Removal) {
            state.names.remove(step.name());
            state.nameMarks.remove(step.name());
            return step;
          }
          state.names.put(step.name(), step.desired());
          if (step instanceof Step.RegisterAddress) {
            state.nameMarks.put(step.name(), mark);
          }
          return step;
        });
  }

  @Override
  public List<Ipv4Address> resolve(DnsName name) {
    return state.names.values().stream()
        .filter(f -> f instanceof Facts.Address a && a.name().equals(name))
        .map(f -> ((Facts.Address) f).address())
        .toList();
  }

  @Override
  public void close() {}
}
