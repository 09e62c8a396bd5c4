package zone.otta.ralf.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Imports;

/**
 * Imports into PostgreSQL. One transaction: the head row is locked, then the source is looked up,
 * then its events come in pages. A lost connection, also at the commit, means the same from the
 * start: the lock waits for what became of the former transaction.
 */
final class PostgresImports implements Imports {
  /** The oldest schema that has the functions. */
  private static final int SCHEMA = 3;

  private static final int PAGE = 2000;
  private static final int PAGE_BYTES = 8 * 1024 * 1024;

  /** For one import with all its tries. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final String BEGIN = "SELECT result, base FROM state.import_begin(?, ?)";
  private static final String EVENTS = "SELECT state.import_events(?, ?, ?, ?, ?, ?, ?)";
  private static final String END = "SELECT events, last_pos FROM state.import_end(?, ?, ?, ?)";
  private static final String BATCH =
      "SELECT first_pos, last_pos FROM state.import_batch WHERE source_id = ?";
  private static final String HEADS = "SELECT state.import_heads(?, ?)";

  private final Links links;

  PostgresImports(Links links) {
    this.links = links;
  }

  @Override
  public UUID store() {
    return identity(links).store();
  }

  private StoreIdentity identity(Links asked) {
    StoreIdentity found = asked.identity();
    if (found.schema() < SCHEMA) {
      throw MemoryFault.another(
          links.access(),
          Text.of(
              "schema %d, %d is needed".formatted(found.schema(), SCHEMA),
              "Schema %d, gebraucht wird %d".formatted(found.schema(), SCHEMA)));
    }
    return found;
  }

  @Override
  public Taken take(Past past, Pages events) {
    PostgresAccess access = links.access();
    Duration limit = access.limit().compareTo(LONG) > 0 ? access.limit() : LONG;
    try (Links own = new Links(access.withLimit(limit))) {
      UUID store = identity(own).store();
      return own.call(true, link -> take(link.jdbc(), store, past, events));
    } catch (SqlRefusal refusal) {
      throw refused(refusal);
    }
  }

  private Taken take(Connection c, UUID store, Past past, Pages events) throws SQLException {
    c.setAutoCommit(false);
    Begun begun = begin(c, past);
    Taken taken =
        switch (begun.result()) {
          case "begun" -> imported(c, store, begun.base(), past, events);
          case "already" -> batch(c, store, past).orElseThrow();
          case "other" -> throw MemoryFault.otherPast(links.access(), past.source());
          default -> throw new IllegalStateException("import_begin answers " + begun.result());
        };
    c.commit();
    c.setAutoCommit(true);
    return taken;
  }

  private record Begun(String result, long base) {}

  private static Begun begin(Connection c, Past past) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(BEGIN)) {
      s.setObject(1, past.source());
      s.setBytes(2, bytes(past.file()));
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return new Begun(row.getString(1), row.getLong(2));
      }
    }
  }

  private static Optional<Taken> batch(Connection c, UUID store, Past past) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(BATCH)) {
      s.setObject(1, past.source());
      try (ResultSet row = s.executeQuery()) {
        return row.next()
            ? Optional.of(new Taken(store, past, row.getLong(1), row.getLong(2), false))
            : Optional.empty();
      }
    }
  }

  private static Taken imported(Connection c, UUID store, long base, Past past, Pages events)
      throws SQLException {
    long last = 0;
    for (List<StoredEvent> page = events.after(0, PAGE);
        !page.isEmpty();
        page = events.after(last, PAGE)) {
      List<StoredEvent> some = ofBytes(page);
      send(c, some);
      last = some.getLast().position();
    }
    try (PreparedStatement s = c.prepareStatement(END)) {
      s.setObject(1, past.source());
      s.setBytes(2, bytes(past.file()));
      s.setLong(3, base);
      s.setBytes(4, bytes(past.heads().root()));
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return new Taken(store, past, base + 1, row.getLong(2), true);
      }
    }
  }

  /** As many of them as fit into one statement; at least one. */
  private static List<StoredEvent> ofBytes(List<StoredEvent> page) {
    long bytes = 0;
    int count = 0;
    while (count < page.size() && (count == 0 || bytes < PAGE_BYTES)) {
      bytes += page.get(count++).event().payload().length();
    }
    return page.subList(0, count);
  }

  private static void send(Connection c, List<StoredEvent> page) throws SQLException {
    Array[] arrays = {
      array(c, "text", page, e -> e.stream().value()),
      array(c, "int8", page, StoredEvent::version),
      array(c, "uuid", page, e -> e.event().id()),
      array(c, "text", page, e -> e.event().type()),
      array(c, "int8", page, e -> e.event().occurredUs()),
      array(c, "text", page, e -> e.event().payload()),
      c.createArrayOf(
          "bytea", page.stream().map(e -> AppendSql.bytes(e.hash())).toArray(byte[][]::new)),
    };
    try (PreparedStatement s = c.prepareStatement(EVENTS)) {
      for (int i = 0; i < arrays.length; i++) {
        s.setArray(i + 1, arrays[i]);
      }
      s.execute();
    }
  }

  private static Array array(
      Connection c, String type, List<StoredEvent> page, Function<StoredEvent, Object> part)
      throws SQLException {
    return c.createArrayOf(type, page.stream().map(part).toArray());
  }

  private static byte[] bytes(Sha256 sum) {
    return HexFormat.of().parseHex(sum.hex());
  }

  private RuntimeException refused(SqlRefusal refusal) {
    return refusal.state().equals("23505") && refusal.constraint().equals("stream_name_key")
        ? MemoryFault.merged(links.access())
        : MemoryFault.refused(links.access(), Text.same(refusal.state() + " " + refusal.words()));
  }

  @Override
  public Optional<Sha256> readBack(Taken taken) {
    try (Links fresh = new Links(links.access())) {
      return fresh.reading(
          link -> {
            Optional<Taken> there = batch(link.jdbc(), taken.store(), taken.past());
            return there
                    .filter(t -> t.first() == taken.first() && t.last() == taken.last())
                    .isPresent()
                ? heads(link.jdbc(), taken)
                : Optional.empty();
          });
    }
  }

  private static Optional<Sha256> heads(Connection c, Taken taken) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(HEADS)) {
      s.setLong(1, taken.first());
      s.setLong(2, taken.last());
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getBytes(1))
            .map(b -> new Sha256(HexFormat.of().formatHex(b)));
      }
    }
  }
}
