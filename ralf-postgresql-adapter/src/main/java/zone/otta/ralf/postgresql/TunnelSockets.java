package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * The driver's sockets: made by the far end of the attempt's tunnel, whatever address is asked for.
 */
public final class TunnelSockets extends SocketFactory {
  private final Attempt attempt;

  /** Called by the driver by reflection with {@code socketFactoryArg}. */
  public TunnelSockets(String key) {
    this.attempt = Attempt.of(key);
  }

  /** Already connected; the driver then does not connect it again. */
  @Override
  public Socket createSocket() throws IOException {
    return attempt.connect();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return attempt.connect();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return attempt.connect();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return attempt.connect();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return attempt.connect();
  }
}
