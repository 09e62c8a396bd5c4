package zone.otta.ralf.proxmox;

import java.util.function.Consumer;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.guest.PctExecShell;
import zone.otta.ralf.proxmox.pct.PctHost;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.proxmox.tunnel.SshTunnel;

/**
 * A Proxmox VE node over one SSH connection: host, guests and tunnel share it. Connects at the
 * first use, not before.
 */
public final class ProxmoxOverSsh implements AutoCloseable {
  private final SshConnection connection;
  private final PctHost host;
  private final PctExecShell shell;
  private final SshTunnel tunnel;

  private ProxmoxOverSsh(SshConnection connection, Consumer<String> progress) {
    this.connection = connection;
    this.host = new PctHost(connection, progress);
    this.shell = new PctExecShell(connection);
    this.tunnel = new SshTunnel(connection);
  }

  /** Contacts nobody yet. */
  public static ProxmoxOverSsh open(SshSettings settings) {
    return open(settings, SshConnection.SILENT);
  }

  /**
   * The same.
   *
   * @param progress is told what commands that change the node print while they run: foreign text
   */
  public static ProxmoxOverSsh open(SshSettings settings, Consumer<String> progress) {
    return new ProxmoxOverSsh(new SshConnection(settings), progress);
  }

  public ContainerHost host() {
    return host;
  }

  public GuestShell shell() {
    return shell;
  }

  public Tunnel tunnel() {
    return tunnel;
  }

  /** Commands sent to the node so far, over this one connection. */
  public int remoteCommands() {
    return connection.commands();
  }

  /** {@code SHA256:...} of the node's host key; connects if needed. */
  public String hostKeyFingerprint() {
    return connection.hostKeyFingerprint();
  }

  /** Ends every tunnel socket and the connection; never throws. */
  @Override
  public void close() {
    tunnel.close();
    connection.close();
  }
}
