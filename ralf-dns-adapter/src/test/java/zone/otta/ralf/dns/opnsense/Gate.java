package zone.otta.ralf.dns.opnsense;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can lead elsewhere, or nowhere. */
final class Gate implements AutoCloseable {
  private static final int NOWHERE = 0;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  Gate(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on; connections that are there end. */
  void leadTo(int port) {
    target = port;
    open.forEach(Gate::end);
  }

  /** Connections are taken and end without an answer. */
  void leadNowhere() {
    leadTo(NOWHERE);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (target == NOWHERE) {
          end(client);
          continue;
        }
        Socket further = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(further);
        Thread.ofVirtual().start(() -> pass(client, further));
        Thread.ofVirtual().start(() -> pass(further, client));
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // both ends go
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(Gate::end);
  }
}
