package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.site.Ipv4Address;

/** The sockets of one tunnel: they end with it, and none is opened afterwards. Thread-safe. */
final class OpenSockets implements AutoCloseable {
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the tunnel is closed");
    }
  }

  /** Connects the socket to four octets; nothing is resolved here. */
  Socket connect(Socket socket, Ipv4Address address, int port, Duration limit) throws IOException {
    sockets.add(socket);
    byte[] octets = new byte[4];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) address.octet(i + 1);
    }
    socket.connect(
        new InetSocketAddress(InetAddress.getByAddress(octets), port),
        Math.toIntExact(limit.toMillis()));
    if (closed) {
      socket.close();
      throw new IOException("the tunnel is closed");
    }
    return socket;
  }

  void ended(Socket socket) {
    sockets.remove(socket);
  }

  @Override
  public void close() {
    closed = true;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("a socket's close does not fail", e);
      }
    }
  }
}
