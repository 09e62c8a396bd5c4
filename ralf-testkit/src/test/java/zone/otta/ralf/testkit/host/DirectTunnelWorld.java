package zone.otta.ralf.testkit.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** Plain TCP on loopback: {@link MemoryTunnel}, and on demand a wrong one. */
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
    return mistakes.isEmpty() ? new MemoryTunnel() : new Direct();
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

  /** The right tunnel, and what it gets wrong. */
  private final class Direct extends MemoryTunnel {
    @Override
    public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
      List<Socket> before = List.copyOf(sockets);
      Socket socket = connected(address, port, limit);
      if (makes(TunnelMistake.CLOSES_THE_OTHERS)) {
        for (Socket other : before) {
          other.close();
        }
      }
      return socket;
    }

    private Socket connected(Ipv4Address address, int port, Duration limit) throws IOException {
      try {
        return super.connect(address, port, limit);
      } catch (ConnectException e) {
        if (makes(TunnelMistake.THROWS_WHERE_NOBODY_LISTENS)) {
          throw new PortException(Fault.UNREACHABLE, "RALF-W001", Text.same("x"), Optional.empty());
        }
        throw e;
      }
    }

    @Override
    protected Socket socket() {
      return new Wrong();
    }

    @Override
    public void close() {
      if (makes(TunnelMistake.LEAVES_SOCKETS_OPEN)) {
        sockets.clear();
      }
      super.close();
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
