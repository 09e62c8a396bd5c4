package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;

/**
 * One attempt. The driver makes its socket factories itself and can only hand them a text: the text
 * is the attempt's key, and what it needs is found here for as long as the attempt lasts.
 */
final class Attempt implements AutoCloseable {
  private static final Map<String, Attempt> OPEN = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
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
    Attempt attempt = new Attempt(login, tunnel, pinned);
    OPEN.put(attempt.key, attempt);
    return attempt;
  }

  static Attempt of(String key) {
    Attempt attempt = OPEN.get(key);
    if (attempt == null) {
      throw new IllegalStateException("this attempt is over");
    }
    return attempt;
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

  /** A connected socket to the server, closed with the attempt at the latest. */
  Socket connect() throws IOException {
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
    OPEN.remove(key);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        continue;
      }
    }
  }
}
