package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.site.Ipv4Address;

/** Connections made by the SSH server, as direct-tcpip channels of one session. */
public final class SshTunnel implements Tunnel {
  private final SshConnection connection;
  private final boolean own;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

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
    if (closed) {
      throw new IOException("the tunnel is closed");
    }
    var socket = new ChannelSocket(connection.directTcpip(), sockets::remove);
    sockets.add(socket);
    socket.connect(
        new InetSocketAddress(literal(address), port), Math.toIntExact(limit.toMillis()));
    if (closed) {
      socket.close();
      throw new IOException("the tunnel is closed");
    }
    return socket;
  }

  /** The four octets; nothing is resolved here. */
  private static InetAddress literal(Ipv4Address address) throws IOException {
    byte[] octets = new byte[4];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) address.octet(i + 1);
    }
    return InetAddress.getByAddress(octets);
  }

  @Override
  public void close() {
    closed = true;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("a channel's close does not fail", e);
      }
    }
    if (own) {
      connection.close();
    }
  }
}
