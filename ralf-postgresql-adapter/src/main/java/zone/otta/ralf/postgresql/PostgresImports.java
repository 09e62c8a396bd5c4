package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private static final int PAGE = 2000;
  private static final int PAGE_BYTES = 8 * 1024 * 1024;

  /** For one import with all its tries. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final String HEADS = "SELECT state.import_heads(?, ?)";

  private final Links links;

  PostgresImports(Links links) {
    this.links = links;
  }

  @Override
  public UUID store() {
    return ImportSql.identity(links).store();
  }

  @Override
  public Optional<Batch> batch(UUID source) {
    return links.reading(link -> ImportSql.batch(link.jdbc(), source));
  }

  @Override
  public Taken take(Past past, Pages events) {
    PostgresAccess access = links.access();
    Duration limit = access.limit().compareTo(LONG) > 0 ? access.limit() : LONG;
    try (Links own = new Links(access.withLimit(limit))) {
      UUID store = ImportSql.identity(own).store();
      return own.call(true, link -> take(link.jdbc(), store, past, events));
    } catch (SqlRefusal refusal) {
      throw refused(refusal);
    }
  }

  private Taken take(Connection c, UUID store, Past past, Pages events) throws SQLException {
    c.setAutoCommit(false);
    ImportSql.Begun begun = ImportSql.begin(c, past.source(), past.file());
    Taken taken =
        switch (begun.result()) {
          case "begun" -> imported(c, store, begun.base(), past, events);
          case "already" -> there(c, store, past).orElseThrow();
          case "other" -> throw MemoryFault.otherPast(links.access(), past.source());
          default -> throw new IllegalStateException("import_begin answers " + begun.result());
        };
    c.commit();
    c.setAutoCommit(true);
    return taken;
  }

  private static Optional<Taken> there(Connection c, UUID store, Past past) throws SQLException {
    return ImportSql.batch(c, past.source())
        .map(batch -> new Taken(store, past, batch.first(), batch.last(), false));
  }

  private static Taken imported(Connection c, UUID store, long base, Past past, Pages events)
      throws SQLException {
    long last = 0;
    for (List<StoredEvent> page = events.after(0, PAGE);
        !page.isEmpty();
        page = events.after(last, PAGE)) {
      List<StoredEvent> some = ofBytes(page);
      ImportSql.events(c, some);
      last = some.getLast().position();
    }
    long end = ImportSql.end(c, past.source(), past.file(), base, past.heads().root());
    return new Taken(store, past, base + 1, end, true);
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
            Optional<Taken> there = there(link.jdbc(), taken.store(), taken.past());
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
        return Optional.ofNullable(row.getBytes(1)).map(Sha256::ofOctets);
      }
    }
  }
}
