package zone.otta.ralf.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;

/** A host in front of another one: hands on every call that a subclass does not take. */
public abstract class ForwardingHost implements ContainerHost {
  private final ContainerHost host;

  protected ForwardingHost(ContainerHost host) {
    this.host = Objects.requireNonNull(host);
  }

  @Override
  public List<NodeLoad> nodes() {
    return host.nodes();
  }

  @Override
  public void workOn(String node) {
    host.workOn(node);
  }

  @Override
  public NodeInventory inventory(Query query) {
    return host.inventory(query);
  }

  @Override
  public List<Observation> observe(List<Step.Host> steps) {
    return host.observe(steps);
  }

  @Override
  public List<Finding> lacking(List<Step.Host> steps) {
    return host.lacking(steps);
  }

  @Override
  public DatacenterFirewall datacenterFirewall() {
    return host.datacenterFirewall();
  }

  @Override
  public Optional<Instant> clock() {
    return host.clock();
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    host.apply(step, mark);
  }

  @Override
  public void close() {
    host.close();
  }
}
