package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Connections made by the container itself to its own address, as direct-tcpip channels of the SSH
 * connection that commands use too. Other addresses lead to other containers.
 */
public final class GuestTunnel implements Tunnel {
  private final Function<Ipv4Address, SshConnection> guests;
  private final Map<SshConnection, SshTunnel> tunnels = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param guests the open connection to the container that has an address
   */
  public GuestTunnel(Function<Ipv4Address, SshConnection> guests) {
    this.guests = guests;
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    if (closed) {
      throw new IOException("the tunnel is closed");
    }
    return tunnels
        .computeIfAbsent(guests.apply(address), SshTunnel::new)
        .connect(address, port, limit);
  }

  @Override
  public void close() {
    closed = true;
    tunnels.values().forEach(SshTunnel::close);
  }
}
