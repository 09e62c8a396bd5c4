package zone.otta.ralf.proxmox.guest;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.site.Ctid;

/** How a command of the closed vocabulary becomes one over SSH, whoever runs it at the far end. */
final class RemoteCalls {
  /** Bytes of either stream, as the contract says. */
  private static final int MOST_OUTPUT = 1 << 20;

  private RemoteCalls() {}

  static Text title(Ctid ctid, GuestCommand command) {
    return Text.same("container " + ctid + ", " + command.title());
  }

  /**
   * @param before words in front of the command
   */
  static RemoteCommand of(Ctid ctid, List<String> before, GuestCommand command) {
    var argv = new ArrayList<>(before);
    argv.addAll(command.argv());
    return new RemoteCommand(
        title(ctid, command), argv, command.input(), command.limit(), MOST_OUTPUT);
  }

  static GuestShell.Result result(Reply reply) {
    return new GuestShell.Result(reply.exit(), reply.out(), reply.err());
  }
}
