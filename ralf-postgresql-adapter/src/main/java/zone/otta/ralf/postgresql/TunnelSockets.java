package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** The driver's sockets: made by its dial, whatever address is asked for. */
public final class TunnelSockets extends SocketFactory {
  private final Dial dial;

  /** Called by the driver by reflection with {@code socketFactoryArg}. */
  public TunnelSockets(String key) {
    this.dial = Dial.of(key);
  }

  /** Already connected; the driver then does not connect it again. */
  @Override
  public Socket createSocket() throws IOException {
    return dial.connect();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return dial.connect();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return dial.connect();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return dial.connect();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return dial.connect();
  }
}
