package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.ForwardingHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Any world, whose changing calls break as told. */
public final class BreakingWorld {
  private BreakingWorld() {}

  public static World of(World world, CallFaults faults) {
    return new World(
        new Host(world.host(), faults),
        new Shell(world.shell(), faults),
        new Names(world.dns(), faults),
        world.secrets(),
        world.tunnel(),
        world.outside(),
        world.probe(),
        world.clock(),
        world.pause());
  }

  private static final class Host extends ForwardingHost {
    private final CallFaults faults;

    Host(ContainerHost host, CallFaults faults) {
      super(host);
      this.faults = faults;
    }

    @Override
    public void apply(Step.Host step, Optional<Mark> mark) {
      faults.around(
          step.name(),
          () -> {
            super.apply(step, mark);
            return step;
          });
    }
  }

  private record Shell(GuestShell shell, CallFaults faults) implements GuestShell {
    @Override
    public Result run(Ctid ctid, GuestCommand command) {
      return command instanceof GuestCommand.Ask
          ? shell.run(ctid, command)
          : faults.around(command.title().toString(), () -> shell.run(ctid, command));
    }
  }

  private record Names(InternalDns dns, CallFaults faults) implements InternalDns {
    @Override
    public List<Observation> observe(List<Step.Dns> steps) {
      return dns.observe(steps);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      faults.around(
          step.name(),
          () -> {
            dns.apply(step, mark);
            return step;
          });
    }

    @Override
    public boolean carriesMarks() {
      return dns.carriesMarks();
    }

    @Override
    public void rehearse() {
      dns.rehearse();
    }

    @Override
    public List<Ipv4Address> resolve(DnsName name) {
      return dns.resolve(name);
    }

    @Override
    public void close() {
      dns.close();
    }
  }
}
