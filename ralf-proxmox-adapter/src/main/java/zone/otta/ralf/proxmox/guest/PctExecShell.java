package zone.otta.ralf.proxmox.guest;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.proxmox.answer.Meaning;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ctid;

/**
 * {@code pct exec}. Its exit code is the command's, but pct's own refusals share the codes 255 and
 * 2 with it: they are told apart by pct's exact words, alone on standard error.
 */
public final class PctExecShell implements GuestShell {
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private final SshConnection connection;

  public PctExecShell(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    List<String> pct = List.of("pct", "exec", ctid.toString(), "--keep-env", "0", "--");
    Reply reply = connection.run(RemoteCalls.of(ctid, pct, command));
    Optional<Meaning> refusal = refusal(ctid, reply);
    if (refusal.isPresent()) {
      throw refusal.get().exceptionFor(RemoteCalls.title(ctid, command));
    }
    return RemoteCalls.result(reply);
  }

  /**
   * A command that ran has printed something else, or ended otherwise; then the code is its own.
   */
  private static Optional<Meaning> refusal(Ctid ctid, Reply reply) {
    String said = reply.err().strip();
    if (reply.ok() || !reply.out().isEmpty() || said.contains("\n")) {
      return Optional.empty();
    }
    boolean attach =
        said.startsWith("lxc-attach: " + ctid + ": ")
            && reply.exit() != NOT_EXECUTABLE
            && reply.exit() != NOT_FOUND;
    boolean own =
        said.equals("container '" + ctid + "' not running!")
            || ProxmoxTexts.saysAbsent(said, ctid.number())
            || said.equals("cluster not ready - no quorum?")
            || said.startsWith("can't lock file '/run/lock/lxc/");
    return attach || own ? Optional.of(ProxmoxTexts.of(said)) : Optional.empty();
  }
}
