package zone.otta.ralf.postgresql;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Where a memory is and how to log in.
 *
 * @param host name or address; an IPv4 address if a tunnel leads there
 * @param user a login of the roles {@code ralf_append} and {@code ralf_read}
 * @param password asked for each connection; what it gives is overwritten afterwards
 * @param tunnel the way there; empty: straight
 * @param limit the longest a call may take, 100 ms to 10 minutes; connecting and trying again
 *     included
 * @param patience for how long a server is asked again that takes no connection, at most as long as
 *     the limit; one that was lost in the middle of a change is asked until the limit
 * @param application what the server shows for it, up to 60 characters
 */
public record PostgresAccess(
    String host,
    int port,
    String database,
    String user,
    ServerTrust trust,
    Password password,
    Optional<Tunnel> tunnel,
    Duration limit,
    Duration patience,
    String application) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
  private static final Pattern APPLICATION = Pattern.compile("[ -~]{1,60}");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Gives the password. */
  @FunctionalInterface
  public interface Password {
    /** A copy of its own for each call. */
    Secret get();
  }

  public PostgresAccess {
    Objects.requireNonNull(trust);
    Objects.requireNonNull(password);
    if (!HOST.matcher(host).matches()
        || port < 1
        || port > 65535
        || database.isBlank()
        || user.isBlank()
        || !APPLICATION.matcher(application).matches()) {
      throw new IllegalArgumentException("not an access to a database");
    }
    if (tunnel.isPresent() && Ipv4Address.parse(host).isEmpty()) {
      throw new IllegalArgumentException("a tunnel leads to IPv4 addresses only");
    }
    if (limit.compareTo(Duration.ofMillis(100)) < 0
        || limit.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("a patience of " + patience);
    }
  }

  /** To the database {@code ralf}, straight, with a limit of 10 seconds. */
  public static PostgresAccess to(
      String host, int port, String user, Password password, ServerTrust trust) {
    return new PostgresAccess(
        host, port, "ralf", user, trust, password, Optional.empty(), LIMIT, LIMIT, "ralf");
  }

  public PostgresAccess withDatabase(String name) {
    return new PostgresAccess(
        host, port, name, user, trust, password, tunnel, limit, patience, application);
  }

  public PostgresAccess through(Tunnel way) {
    return new PostgresAccess(
        host,
        port,
        database,
        user,
        trust,
        password,
        Optional.of(way),
        limit,
        patience,
        application);
  }

  public PostgresAccess withLimit(Duration longest) {
    return new PostgresAccess(
        host, port, database, user, trust, password, tunnel, longest, longest, application);
  }

  /** After {@link #withLimit}, which makes both the same. */
  public PostgresAccess withPatience(Duration longest) {
    return new PostgresAccess(
        host, port, database, user, trust, password, tunnel, limit, longest, application);
  }

  public PostgresAccess withApplication(String name) {
    return new PostgresAccess(
        host, port, database, user, trust, password, tunnel, limit, patience, name);
  }

  /** For people. */
  String server() {
    return host + ":" + port;
  }
}
