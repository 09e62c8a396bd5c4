package zone.otta.ralf.proxmox.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.Meaning;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ctid;

/**
 * {@code pct exec}. Its exit code is the command's, but pct's own refusals share the codes 255 and
 * 2 with it: they are told apart by pct's exact words, alone on standard error.
 */
public final class PctExecShell implements GuestShell {
  private static final int MOST_OUTPUT = 1 << 20;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private final SshConnection connection;

  public PctExecShell(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    Text title = Text.same("container " + ctid + ", " + command.title());
    var argv = new ArrayList<>(List.of("pct", "exec", ctid.toString(), "--keep-env", "0", "--"));
    argv.addAll(command.argv());
    Reply reply =
        connection.run(
            new RemoteCommand(title, argv, command.input(), command.limit(), MOST_OUTPUT));
    Optional<Meaning> refusal = refusal(ctid, reply);
    if (refusal.isPresent()) {
      throw refusalOf(title, refusal.get());
    }
    return new Result(reply.exit(), reply.out(), reply.err());
  }

  private static PortException refusalOf(Text title, Meaning meaning) {
    return meaning.exceptionFor(title);
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
