package zone.otta.ralf.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.SmokeProbe.Outcome;

/** Logs in, asks, leaves. */
final class Session {
  /** Enough for any check; the rest is not fetched. */
  private static final int MOST_ROWS = 1000;

  private static final String TLS =
      "SELECT coalesce(version, '') FROM pg_catalog.pg_stat_ssl"
          + " WHERE pid = pg_catalog.pg_backend_pid()";

  private Session() {}

  static Outcome run(Attempt attempt) {
    try (Connection connection = connect(attempt)) {
      List<String> rows = firstColumn(connection, attempt.login().query());
      String tls = String.join("", firstColumn(connection, TLS));
      String version = connection.getMetaData().getDatabaseProductVersion();
      return new Outcome.Answered(rows, tls, version);
    } catch (SQLException e) {
      if (attempt.tunnelFailure().isPresent()) {
        throw attempt.tunnelFailure().get();
      }
      return Failures.outcome(e, attempt.login());
    }
  }

  private static Connection connect(Attempt attempt) throws SQLException {
    Login login = attempt.login();
    String url =
        "jdbc:postgresql://"
            + login.address()
            + ":"
            + login.port()
            + "/"
            + URLEncoder.encode(login.database(), StandardCharsets.UTF_8);
    Connection connection = new Driver().connect(url, properties(attempt));
    if (connection == null) {
      throw new IllegalStateException("the driver does not know its own URL");
    }
    return connection;
  }

  private static Properties properties(Attempt attempt) {
    Properties p = new Properties();
    PGProperty.USER.set(p, attempt.login().user());
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(p, AttemptPassword.class.getName());
    PGProperty.REQUIRE_AUTH.set(p, "scram-sha-256");
    PGProperty.SOCKET_FACTORY.set(p, TunnelSockets.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(p, attempt.key());
    PGProperty.SOCKET_TIMEOUT.set(p, seconds(attempt.login().limit()));
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(p, 1);
    PGProperty.GSS_ENC_MODE.set(p, "disable");
    PGProperty.APPLICATION_NAME.set(p, "ralf-smoke");
    PGProperty.PREFER_QUERY_MODE.set(p, "simple");
    PGProperty.MAX_RESULT_BUFFER.set(p, "4M");
    tls(attempt, p);
    return p;
  }

  private static void tls(Attempt attempt, Properties p) {
    if (attempt.pinned().isEmpty()) {
      PGProperty.SSL_MODE.set(p, "disable");
      PGProperty.CHANNEL_BINDING.set(p, "disable");
      return;
    }
    PGProperty.SSL_MODE.set(p, "verify-full");
    PGProperty.SSL_FACTORY.set(p, PinnedTls.class.getName());
    PGProperty.SSL_FACTORY_ARG.set(p, attempt.key());
    PGProperty.CHANNEL_BINDING.set(p, "require");
  }

  private static int seconds(Duration limit) {
    return (int) Math.max(1, limit.plusMillis(999).toSeconds());
  }

  private static List<String> firstColumn(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(MOST_ROWS);
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          String value = result.getString(1);
          rows.add(value == null ? "" : value);
        }
      }
    }
    return rows;
  }
}
