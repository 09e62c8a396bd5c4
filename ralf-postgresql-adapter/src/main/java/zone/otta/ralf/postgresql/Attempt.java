package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;

/** One attempt of the probe; everything of it ends with it. */
final class Attempt implements Dial, AutoCloseable {
  private final String key = Dial.open(this);
  private final SmokeProbe.Login login;
  private final Tunnel tunnel;
  private final Optional<PinnedCertificate> pinned;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;
  private Optional<PortException> tunnelFailure = Optional.empty();

  private Attempt(SmokeProbe.Login login, Tunnel tunnel, Optional<PinnedCertificate> pinned) {
    this.login = login;
    this.tunnel = tunnel;
    this.pinned = pinned;
  }

  static Attempt open(SmokeProbe.Login login, Tunnel tunnel, Optional<PinnedCertificate> pinned) {
    return new Attempt(login, tunnel, pinned);
  }

  String key() {
    return key;
  }

  SmokeProbe.Login login() {
    return login;
  }

  Optional<PinnedCertificate> pinned() {
    return pinned;
  }

  @Override
  public X509ExtendedTrustManager trust() {
    return PinnedTrust.in(pinned.orElseThrow().certificate());
  }

  @Override
  public char[] password() {
    return login.password().reveal();
  }

  /** A connected socket to the server, closed with the attempt at the latest. */
  @Override
  public Socket connect() throws IOException {
    try {
      Socket socket = tunnel.connect(login.address(), login.port(), login.limit());
      keep(socket);
      return socket;
    } catch (PortException e) {
      fail(e);
      throw new IOException("the tunnel is not open", e);
    }
  }

  private synchronized void keep(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new IOException("the attempt is over");
    }
    sockets.add(socket);
  }

  private synchronized void fail(PortException failure) {
    tunnelFailure = Optional.of(failure);
  }

  /** Set if the tunnel itself could not be opened: no word about the server then. */
  synchronized Optional<PortException> tunnelFailure() {
    return tunnelFailure;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Dial.close(key);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        continue;
      }
    }
  }
}
