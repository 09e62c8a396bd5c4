package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.X509ExtendedTrustManager;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.Ipv4Address;

/** One connection to a memory. Not thread-safe. */
final class Link implements Dial, AutoCloseable {
  /** The server's own limit must be the first to be over, so that it says so itself. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private final PostgresAccess access;
  private final Duration limit;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;
  private Optional<PortException> wayFailure = Optional.empty();
  private Optional<Connection> connection = Optional.empty();

  private Link(PostgresAccess access, Duration limit) {
    this.access = access;
    this.limit = limit;
  }

  /**
   * Logs in: TLS 1.3, the trusted server or none, SCRAM-SHA-256 bound to that TLS channel.
   *
   * @param limit for all of it
   * @throws PortException if the way to the server cannot be opened
   */
  static Link open(PostgresAccess access, Duration limit) throws SQLException {
    Link link = new Link(access, limit);
    String key = Dial.open(link);
    try {
      link.connection = Optional.of(link.login(key));
      return link;
    } catch (SQLException e) {
      link.close();
      if (link.wayFailure().isPresent()) {
        throw link.wayFailure().get();
      }
      throw e;
    } catch (RuntimeException e) {
      link.close();
      throw e;
    } finally {
      // The driver has its socket factories by now.
      Dial.close(key);
    }
  }

  private Connection login(String key) throws SQLException {
    String url =
        "jdbc:postgresql://"
            + (access.host().contains(":") ? "[" + access.host() + "]" : access.host())
            + ":"
            + access.port()
            + "/"
            + URLEncoder.encode(access.database(), StandardCharsets.UTF_8);
    Connection made = new Driver().connect(url, properties(key));
    if (made == null) {
      throw new IllegalStateException("the driver does not know its own URL");
    }
    return made;
  }

  private Properties properties(String key) {
    long call = access.limit().toMillis();
    Properties p = new Properties();
    PGProperty.USER.set(p, access.user());
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(p, AttemptPassword.class.getName());
    PGProperty.REQUIRE_AUTH.set(p, "scram-sha-256");
    PGProperty.SOCKET_FACTORY.set(p, TunnelSockets.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(p, key);
    PGProperty.SSL_MODE.set(p, "verify-full");
    PGProperty.SSL_FACTORY.set(p, PinnedTls.class.getName());
    PGProperty.SSL_FACTORY_ARG.set(p, key);
    PGProperty.CHANNEL_BINDING.set(p, "require");
    PGProperty.GSS_ENC_MODE.set(p, "disable");
    PGProperty.LOGIN_TIMEOUT.set(p, seconds(limit));
    PGProperty.SOCKET_TIMEOUT.set(p, seconds(access.limit().plus(LATER)));
    PGProperty.TCP_KEEP_ALIVE.set(p, true);
    PGProperty.PREPARE_THRESHOLD.set(p, 2);
    PGProperty.APPLICATION_NAME.set(p, access.application());
    // Details may quote what was to be stored.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(p, false);
    PGProperty.OPTIONS.set(
        p,
        "-c statement_timeout="
            + call
            + " -c idle_in_transaction_session_timeout="
            + 2 * call
            + " -c synchronous_commit=on -c search_path=pg_catalog");
    return p;
  }

  private static int seconds(Duration limit) {
    return (int) Math.max(1, limit.plusMillis(999).toSeconds());
  }

  Connection jdbc() {
    return connection.orElseThrow();
  }

  /** Whether each statement is a transaction of its own. */
  boolean betweenTransactions() {
    try {
      return jdbc().getAutoCommit();
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public Socket connect() throws IOException {
    try {
      Socket socket =
          access.tunnel().isPresent()
              ? access.tunnel().get().connect(Ipv4Address.of(access.host()), access.port(), limit)
              : straight();
      keep(socket);
      return socket;
    } catch (PortException e) {
      fail(e);
      throw new IOException("the tunnel is not open", e);
    }
  }

  private Socket straight() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(access.host(), access.port()), (int) limit.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public X509ExtendedTrustManager trust() {
    return access.trust().manager();
  }

  @Override
  public char[] password() {
    try (Secret secret = access.password().get()) {
      return secret.reveal();
    } catch (PortException e) {
      fail(e);
      throw e;
    }
  }

  private synchronized void keep(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new IOException("the connection is over");
    }
    sockets.add(socket);
  }

  private synchronized void fail(PortException failure) {
    wayFailure = Optional.of(failure);
  }

  private synchronized Optional<PortException> wayFailure() {
    return wayFailure;
  }

  /** Says goodbye where that is possible, and ends the sockets in any case. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException e) {
      connection = Optional.empty();
    }
    cut();
  }

  /** Ends the sockets without a word. */
  void cut() {
    synchronized (this) {
      closed = true;
      for (Socket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          continue;
        }
      }
    }
  }
}
