package zone.otta.ralf.testkit.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
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
  private final LoopbackServices services = new LoopbackServices();

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
    return services.echo();
  }

  @Override
  public Endpoint silent() {
    return services.silent();
  }

  @Override
  public Endpoint closed() {
    return services.closed();
  }

  @Override
  public void close() throws IOException {
    services.close();
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
