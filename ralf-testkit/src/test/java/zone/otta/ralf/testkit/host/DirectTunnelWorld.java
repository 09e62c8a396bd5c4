package zone.otta.ralf.testkit.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** Plain TCP on loopback: the right tunnel, and on demand a wrong one. */
final class DirectTunnelWorld implements TunnelWorld {
  private final Set<TunnelMistake> mistakes;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  DirectTunnelWorld(Set<TunnelMistake> mistakes) {
    this.mistakes = mistakes;
  }

  private boolean makes(TunnelMistake mistake) {
    return mistakes.contains(mistake);
  }

  @Override
  public Tunnel tunnel() {
    return new Direct();
  }

  @Override
  public Endpoint echo() {
    return listen(peer -> peer.getInputStream().transferTo(peer.getOutputStream()));
  }

  @Override
  public Endpoint silent() {
    return listen(peer -> peer.getInputStream().read());
  }

  @Override
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
            .start(() -> {
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

  private final class Direct implements Tunnel {
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @Override
    public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      Socket socket = new Wrong();
      try {
        socket.connect(
            new InetSocketAddress(address.toString(), port), Math.toIntExact(limit.toMillis()));
      } catch (ConnectException e) {
        if (makes(TunnelMistake.THROWS_WHERE_NOBODY_LISTENS)) {
          throw new PortException(
              Fault.UNREACHABLE,
              "RALF-W001",
              zone.otta.ralf.diagnostics.Text.same("x"),
              java.util.Optional.empty());
        }
        throw new ConnectException(address + ":" + port + ": refused");
      }
      if (makes(TunnelMistake.CLOSES_THE_OTHERS)) {
        sockets.forEach(DirectTunnelWorld::end);
      }
      sockets.add(socket);
      return socket;
    }

    @Override
    public void close() {
      closed = true;
      if (!makes(TunnelMistake.LEAVES_SOCKETS_OPEN)) {
        sockets.forEach(DirectTunnelWorld::end);
      }
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Wrong extends Socket {
    @Override
    public void setSoTimeout(int millis) throws java.net.SocketException {
      if (!makes(TunnelMistake.IGNORES_THE_READ_LIMIT)) {
        super.setSoTimeout(millis);
      }
    }

    @Override
    public void shutdownOutput() throws IOException {
      if (makes(TunnelMistake.DROPS_THE_REST_AT_THE_END)) {
        close();
      } else {
        super.shutdownOutput();
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      if (isClosed() && makes(TunnelMistake.HANDS_OUT_CLOSED_STREAMS)) {
        return InputStream.nullInputStream();
      }
      return super.getInputStream();
    }

    @Override
    public boolean isBound() {
      if (makes(TunnelMistake.LEAVES_METHODS_OUT)) {
        throw new NullPointerException();
      }
      return super.isBound();
    }
  }
}
