package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.ForwardingHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.SecretReference;

/** Any world, whose changing calls break as told. */
public final class BreakingWorld {
  private BreakingWorld() {}

  public static World of(World world, CallFaults faults) {
    return new World(
        new Host(world.host(), faults),
        new Shell(world.shell(), faults),
        new Names(world.dns(), faults),
        new Secrets(world.secrets(), faults),
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

  private record Secrets(SecretSource secrets, CallFaults faults) implements SecretSource {
    @Override
    public boolean present(SecretReference reference) {
      return secrets.present(reference);
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      return secrets.use(reference, callback);
    }

    @Override
    public void create(SecretReference reference) {
      broken("create secret", () -> secrets.create(reference));
    }

    @Override
    public void requireRenewable(SecretReference reference) {
      secrets.requireRenewable(reference);
    }

    @Override
    public void renew(SecretReference reference) {
      broken("renew secret", () -> secrets.renew(reference));
    }

    @Override
    public boolean renewed(SecretReference reference) {
      return secrets.renewed(reference);
    }

    @Override
    public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
      return secrets.useFormer(reference, callback);
    }

    @Override
    public void forget(SecretReference reference) {
      broken("forget secret", () -> secrets.forget(reference));
    }

    private void broken(String call, Runnable change) {
      faults.around(
          call,
          () -> {
            change.run();
            return call;
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
    public DnsAbilities abilities() {
      return dns.abilities();
    }

    @Override
    public void apply(List<Change> changes) {
      changes.forEach(change -> apply(change.step(), change.mark()));
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
    public void rehearse() {
      dns.rehearse();
    }

    @Override
    public List<Resolution> resolve(DnsName name) {
      return dns.resolve(name);
    }

    @Override
    public List<NameHolder> holders(Ipv4Address address) {
      return dns.holders(address);
    }

    @Override
    public MarkedNames marked() {
      return dns.marked();
    }

    @Override
    public List<Finding> remarks() {
      return dns.remarks();
    }

    @Override
    public void close() {
      dns.close();
    }
  }
}
