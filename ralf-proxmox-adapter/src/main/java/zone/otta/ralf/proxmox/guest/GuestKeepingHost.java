package zone.otta.ralf.proxmox.guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.ForwardingHost;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;

/**
 * A host whose containers are entered by SSH: what is done to a container decides which host key
 * counts for it, and whether a connection to it can still be used.
 */
public final class GuestKeepingHost extends ForwardingHost {
  private static final int LOOK_MILLIS = 1000;
  private final GuestConnections connections;

  public GuestKeepingHost(ContainerHost host, GuestConnections connections) {
    super(host);
    this.connections = connections;
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    switch (step) {
      case Step.CreateContainer create -> create(create, mark);
      case Step.DestroyContainer destroy -> {
        connections.drop(destroy.ctid());
        super.apply(step, mark);
        connections.trust().forget(destroy.ctid());
      }
      case Step.SetFirewall set -> super.apply(step, mark);
      case Step.StartContainer start -> boot(start.desired().ctid(), step, mark);
      case Step.RestartContainer restart -> boot(restart.desired().ctid(), step, mark);
      case Step.StopContainer stop -> {
        connections.drop(stop.desired().ctid());
        super.apply(step, mark);
      }
      case Step.RollBack back -> {
        connections.drop(back.desired().ctid());
        super.apply(step, mark);
      }
      case Step.ProvideTemplate template -> super.apply(step, mark);
      case Step.ChangeContainer change -> super.apply(step, mark);
      case Step.HaveContainer have -> super.apply(step, mark);
      case Step.TakeSnapshot take -> super.apply(step, mark);
    }
  }

  private void boot(Ctid ctid, Step.Host step, Optional<Mark> mark) {
    connections.boots(ctid);
    super.apply(step, mark);
  }

  /** Only what nobody else can have answered before may be believed at the first contact. */
  private void create(Step.CreateContainer step, Optional<Mark> mark) {
    Ctid ctid = step.desired().ctid();
    connections.drop(ctid);
    requireSilence(ctid, step.desired().address().address());
    connections.trust().await(ctid);
    // Awaited even if this fails: a creation whose answer was lost may have made it all the same.
    super.apply(step, mark);
  }

  private void requireSilence(Ctid ctid, Ipv4Address address) {
    GuestDoor door = connections.door();
    String target = door.host(address);
    if (door.site().lab()) {
      LabTarget.requireLoopback(target);
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(target, door.access().port()), LOOK_MILLIS);
    } catch (IOException nobody) {
      return;
    }
    throw GuestFailures.answersAlready(ctid, address + ":" + door.access().port());
  }

  @Override
  public void close() {
    connections.close();
    super.close();
  }
}
