package zone.otta.ralf.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.port.Leases;

/** Leases in PostgreSQL, by its clock. */
final class PostgresLeases implements Leases {
  private static final String ACQUIRE =
      "SELECT state.lease_acquire(?, ?, make_interval(secs => ?))";
  private static final String RENEW = "SELECT state.lease_renew(?, ?, ?, make_interval(secs => ?))";
  private static final String RELEASE = "SELECT state.lease_release(?, ?, ?)";
  private static final String HOLDER =
      "SELECT holder, fence FROM state.lease WHERE name = ? AND expires_at > clock_timestamp()";
  private final Links links;

  PostgresLeases(Links links) {
    this.links = links;
  }

  @Override
  public Optional<Lease> acquire(String name, String who, Duration lasts) {
    Leases.check(name, who, lasts);
    // Nobody else's, so that a repeated try is no second one.
    String holder = who + " " + UUID.randomUUID();
    return links.changing(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(ACQUIRE)) {
            s.setString(1, name);
            s.setString(2, holder);
            s.setDouble(3, seconds(lasts));
            try (ResultSet row = s.executeQuery()) {
              long fence = row.next() ? row.getLong(1) : 0;
              return fence == 0 ? Optional.empty() : Optional.of(new Lease(name, holder, fence));
            }
          }
        });
  }

  private static double seconds(Duration lasts) {
    return lasts.toMillis() / 1000.0;
  }

  @Override
  public boolean renew(Lease lease, Duration lasts) {
    Leases.check(lasts);
    return links.changing(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(RENEW)) {
            fill(s, lease);
            s.setDouble(4, seconds(lasts));
            return yes(s);
          }
        });
  }

  @Override
  public void release(Lease lease) {
    links.changing(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(RELEASE)) {
            fill(s, lease);
            return yes(s);
          }
        });
  }

  private static void fill(PreparedStatement s, Lease lease) throws SQLException {
    s.setString(1, lease.name());
    s.setString(2, lease.holder());
    s.setLong(3, lease.fence());
  }

  private static boolean yes(PreparedStatement s) throws SQLException {
    try (ResultSet row = s.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public Optional<Lease> holder(String name) {
    return links.reading(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(HOLDER)) {
            s.setString(1, name);
            try (ResultSet row = s.executeQuery()) {
              return row.next()
                  ? Optional.of(new Lease(name, row.getString(1), row.getLong(2)))
                  : Optional.empty();
            }
          }
        });
  }
}
