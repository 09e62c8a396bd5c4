package zone.otta.ralf.testkit.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.host.TunnelWorld.Endpoint;

/**
 * The services of a {@link TunnelWorld} on 127.0.0.1, for tunnels whose far end is this machine.
 */
public final class LoopbackServices implements AutoCloseable {
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  public Endpoint echo() {
    return listen(peer -> peer.getInputStream().transferTo(peer.getOutputStream()));
  }

  public Endpoint silent() {
    return listen(peer -> peer.getInputStream().read());
  }

  public Endpoint closed() {
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint(Ipv4Address.of("127.0.0.1"), unused.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Service {
    void serve(Socket peer) throws IOException;
  }

  private Endpoint listen(Service service) {
    try {
      var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listeners.add(listener);
      Thread.ofVirtual().start(() -> accept(listener, service));
      return new Endpoint(Ipv4Address.of("127.0.0.1"), listener.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(ServerSocket listener, Service service) {
    while (true) {
      try {
        Socket peer = listener.accept();
        accepted.add(peer);
        Thread.ofVirtual()
            .start(
                () -> {
                  try (peer) {
                    service.serve(peer);
                  } catch (IOException e) {
                    // the rule has ended this connection
                  }
                });
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
    for (Socket peer : accepted) {
      peer.close();
    }
  }
}
