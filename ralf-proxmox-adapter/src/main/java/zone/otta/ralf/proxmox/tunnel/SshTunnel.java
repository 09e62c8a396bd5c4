package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.site.Ipv4Address;

/** Connections made by the SSH server, as direct-tcpip channels of one session. */
public final class SshTunnel implements Tunnel {
  private final SshConnection connection;
  private final boolean own;
  private final OpenSockets sockets = new OpenSockets();

  /** Over a connection that others use too and that stays open. */
  public SshTunnel(SshConnection connection) {
    this(connection, false);
  }

  private SshTunnel(SshConnection connection, boolean own) {
    this.connection = connection;
    this.own = own;
  }

  /** Over a connection of its own, for an outside probe. Connects at first use. */
  public static SshTunnel over(SshSettings settings) {
    return new SshTunnel(new SshConnection(settings), true);
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    sockets.requireOpen();
    var socket = new ChannelSocket(connection.directTcpip(), sockets::ended);
    return sockets.connect(socket, address, port, limit);
  }

  @Override
  public void open() {
    connection.hostKeyFingerprint();
  }

  @Override
  public void close() {
    sockets.close();
    if (own) {
      connection.close();
    }
  }
}
