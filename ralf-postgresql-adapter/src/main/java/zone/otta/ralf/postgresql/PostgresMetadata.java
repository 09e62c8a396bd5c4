package zone.otta.ralf.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.port.Metadata;

/** Metadata in PostgreSQL. */
final class PostgresMetadata implements Metadata {
  private static final String SELECT =
      "SELECT key, rev, value FROM state.metadata WHERE scope = ? ";
  private static final String PUT = "SELECT result, rev FROM state.metadata_put(?, ?, ?, ?, ?)";
  private final Links links;

  PostgresMetadata(Links links) {
    this.links = links;
  }

  @Override
  public Optional<Entry> get(Scope scope, String key) {
    return entries(SELECT + "AND key = ?", scope.value(), key).stream().findFirst();
  }

  @Override
  public List<Entry> list(Scope scope) {
    return entries(SELECT + "ORDER BY key", scope.value());
  }

  private List<Entry> entries(String sql, String... arguments) {
    return links.reading(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              s.setString(i + 1, arguments[i]);
            }
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                entries.add(new Entry(row.getString(1), row.getLong(2), row.getString(3)));
              }
            }
            return entries;
          }
        });
  }

  @Override
  public Put put(Scope scope, String key, long expected, String json) {
    Metadata.check(key, json);
    // The same in each try: one that was stored with its reply lost is known again by it.
    UUID put = UUID.randomUUID();
    return links.changing(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(PUT)) {
            s.setString(1, scope.value());
            s.setString(2, key);
            s.setLong(3, expected);
            s.setString(4, json);
            s.setObject(5, put);
            try (ResultSet row = s.executeQuery()) {
              row.next();
              return answer(row);
            }
          }
        });
  }

  private static Put answer(ResultSet row) throws SQLException {
    return row.getString(1).equals("conflict")
        ? new Put.Conflict(row.getLong(2))
        : new Put.Stored(row.getLong(2));
  }
}
