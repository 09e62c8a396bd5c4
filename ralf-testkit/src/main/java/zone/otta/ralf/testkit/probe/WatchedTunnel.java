package zone.otta.ralf.testkit.probe;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** A tunnel that remembers the sockets it gave. */
public final class WatchedTunnel implements Tunnel {
  private final Tunnel tunnel;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  public WatchedTunnel(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    Socket socket = tunnel.connect(address, port, limit);
    sockets.add(socket);
    return socket;
  }

  /** Every socket given so far. */
  public List<Socket> sockets() {
    return sockets;
  }

  @Override
  public void close() {
    tunnel.close();
  }
}
