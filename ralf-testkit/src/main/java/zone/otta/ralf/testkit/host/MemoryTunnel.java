package zone.otta.ralf.testkit.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/**
 * A tunnel for tests: plain TCP from this process to loopback, whatever address the far end has in
 * the test's world. Keeps the contract. Thread-safe.
 */
public class MemoryTunnel implements Tunnel {
  /** Where an address and port of the test's world really are. */
  public interface Map {
    InetSocketAddress place(Ipv4Address address, int port);
  }

  protected final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Map map;
  private volatile boolean closed;

  /** To addresses that are loopback ones themselves. */
  public MemoryTunnel() {
    this((address, port) -> new InetSocketAddress(address.toString(), port));
  }

  public MemoryTunnel(Map map) {
    this.map = map;
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    InetSocketAddress place = map.place(address, port);
    if (place.getAddress() == null || !place.getAddress().isLoopbackAddress()) {
      throw new ConnectException(address + ":" + port + ": not in this test's world");
    }
    Socket socket = socket();
    try {
      socket.connect(place, Math.toIntExact(limit.toMillis()));
    } catch (ConnectException e) {
      throw new ConnectException(address + ":" + port + ": refused");
    }
    sockets.add(socket);
    return socket;
  }

  /** A new socket, not connected. */
  protected Socket socket() {
    return new Socket();
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(MemoryTunnel::end);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
