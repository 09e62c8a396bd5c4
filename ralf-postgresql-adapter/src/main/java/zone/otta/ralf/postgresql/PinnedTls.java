package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS 1.3 to the one server that the dial trusts. */
public final class PinnedTls extends SSLSocketFactory {
  private final SSLSocketFactory sockets;

  /** Called by the driver by reflection with {@code sslfactoryarg}. */
  public PinnedTls(String key) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {Dial.of(key).trust()}, null);
    this.sockets = context.getSocketFactory();
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean closeBelow)
      throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(below, host, port, closeBelow);
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw onlyOverTunnel();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw onlyOverTunnel();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw onlyOverTunnel();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw onlyOverTunnel();
  }

  private static IOException onlyOverTunnel() {
    return new IOException("TLS runs over the dial's socket only");
  }
}
