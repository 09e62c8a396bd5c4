package zone.otta.ralf.proxmox.guest;

import java.util.List;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.site.Ctid;

/**
 * SSH into the container as its root. Exit codes are the command's own: refusals come before it or
 * not at all.
 */
public final class SshGuestShell implements GuestShell {
  private final GuestConnections connections;

  public SshGuestShell(GuestConnections connections) {
    this.connections = connections;
  }

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    try {
      Reply reply = connections.to(ctid).run(RemoteCalls.of(ctid, List.of(), command));
      return RemoteCalls.result(reply);
    } catch (PortException e) {
      throw connections.failed(ctid, e);
    }
  }
}
