package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Imports.Batch;

/**
 * The past of another journal as the schema's functions take it, in a transaction of the caller's.
 */
final class ImportSql {
  /** The oldest schema that has the functions. */
  private static final int SCHEMA = 3;

  private static final String BEGIN = "SELECT result, base FROM state.import_begin(?, ?)";
  private static final String EVENTS = "SELECT state.import_events(?, ?, ?, ?, ?, ?, ?)";
  private static final String END = "SELECT last_pos FROM state.import_end(?, ?, ?, ?)";

  /** What {@link #batch(ResultSet)} reads. */
  static final String BATCHES =
      "SELECT source_id, file_sha256, first_pos, last_pos, heads_sha256 FROM state.import_batch";

  private ImportSql() {}

  /**
   * Which memory it is.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J023} if it is too old for imports
   */
  static StoreIdentity identity(Links links) {
    return links.require(SCHEMA);
  }

  /**
   * What the server says to a source.
   *
   * @param result {@code begun}, {@code already}, {@code other}
   * @param base the position before the first event
   */
  record Begun(String result, long base) {}

  /** From here to the transaction's end nobody else appends. */
  static Begun begin(Connection c, UUID source, Sha256 file) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(BEGIN)) {
      s.setObject(1, source);
      s.setBytes(2, file.octets());
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return new Begun(row.getString(1), row.getLong(2));
      }
    }
  }

  /**
   * @return the position of the last of them
   */
  static long events(Connection c, List<StoredEvent> page) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(EVENTS)) {
      new EventArrays(s)
          .texts(page.stream().map(e -> e.stream().value()).toList())
          .longs(page.stream().map(StoredEvent::version).toList())
          .events(
              page.stream().map(StoredEvent::event).toList(),
              page.stream().map(StoredEvent::hash).toList());
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * @param base as it was begun
   * @return the position of the last event
   */
  static long end(Connection c, UUID source, Sha256 file, long base, Sha256 heads)
      throws SQLException {
    try (PreparedStatement s = c.prepareStatement(END)) {
      s.setObject(1, source);
      s.setBytes(2, file.octets());
      s.setLong(3, base);
      s.setBytes(4, heads.octets());
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** What is recorded of a source. */
  static Optional<Batch> batch(Connection c, UUID source) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(BATCHES + " WHERE source_id = ?")) {
      s.setObject(1, source);
      try (ResultSet row = s.executeQuery()) {
        return row.next() ? Optional.of(batch(row)) : Optional.empty();
      }
    }
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getObject(1, UUID.class),
        Sha256.ofOctets(row.getBytes(2)),
        row.getLong(3),
        row.getLong(4),
        Sha256.ofOctets(row.getBytes(5)));
  }
}
