package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** Leads every address to one on loopback, from a source address of choice. */
public final class LoopbackTunnel implements Tunnel {
  private final String source;
  private volatile InetSocketAddress target;
  private volatile boolean shut;

  public LoopbackTunnel(String source, InetSocketAddress target) {
    this.source = source;
    this.target = target;
  }

  public void lead(InetSocketAddress elsewhere) {
    target = elsewhere;
  }

  public void shut() {
    shut = true;
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    if (shut) {
      throw new PortException(
          Fault.UNREACHABLE, "RALF-W001", Text.same("the tunnel is shut"), Optional.empty());
    }
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(source), 0));
    socket.connect(target, (int) limit.toMillis());
    return socket;
  }

  @Override
  public void close() {}
}
