package zone.otta.ralf.dns.pihole;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A fixed loopback port whose connections go to whoever is there at the moment, or end at once. */
final class Relay implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private final ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  Relay(int target) throws IOException {
    this.target = target;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Whom the next connections reach; those there are end.
   *
   * @param port 0: nobody
   */
  void to(int port) {
    target = port;
    open.forEach(Relay::end);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (target == 0) {
          client.close();
        } else {
          Socket there = new Socket(LOOPBACK, target);
          join(client, there);
          join(there, client);
        }
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void join(Socket from, Socket to) {
    open.add(from);
    Thread.ofVirtual().start(() -> copy(from, to));
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // the other direction ends, too
    } finally {
      end(from);
      end(to);
      open.remove(from);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    to(0);
  }
}
