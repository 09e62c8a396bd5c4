package zone.otta.ralf.postgresql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.Imports.Batch;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.RunRecords;

/**
 * An empty memory that an archive is restored into, by the functions that every login may call.
 * Numbers that only grow one by one grow here until they are where they were.
 *
 * <p>A past that was taken comes by the functions that took it: its events were whole new streams
 * without anything else between them, so they are that here again, and what they came to is
 * recorded by the server itself. No other past can be in a memory or in a sound archive.
 */
final class ArchiveTarget {
  private static final int PAGE = 500;
  private static final long PAGE_CHARACTERS = 1 << 20;
  private static final String EMPTY =
      "SELECT (SELECT pos FROM state.journal_head) = 0"
          + " AND NOT EXISTS (SELECT FROM state.metadata)"
          + " AND NOT EXISTS (SELECT FROM state.lease)"
          + " AND NOT EXISTS (SELECT FROM state.plan)";
  private static final String SNAPSHOT = "SELECT state.snapshot_put(?, ?, ?, ?, ?)";
  private static final String VALUE =
      "SELECT (state.metadata_put(?, ?, g - 1, CASE WHEN g = ? THEN ? ELSE 'null' END,"
          + " gen_random_uuid())).rev FROM generate_series(1, ?) g ORDER BY 1 DESC LIMIT 1";
  private static final String FENCE =
      "SELECT max(state.lease_acquire(?, 'restored ' || g, interval '0'))"
          + " FROM generate_series(1, ?) g";
  private static final String ROOT = "SELECT pos, root FROM state.anchor_take()";

  private final PostgresAccess access;
  private final Link link;
  private final Connection connection;
  private final List<StoredEvent> page = new ArrayList<>();
  private long characters;
  private Optional<Batch> past = Optional.empty();

  ArchiveTarget(PostgresAccess access, Link link) {
    this.access = access;
    this.link = link;
    this.connection = link.jdbc();
  }

  /**
   * All or nothing.
   *
   * @return whether this call restored it; false: it is there already
   */
  boolean restore(Path file, Archived archived) throws SQLException {
    connection.setAutoCommit(false);
    boolean there = holds(archived);
    if (!there) {
      ArchiveFile.read(file, (number, line) -> take(file, number, line));
      if (!rootIs(archived.anchor().position(), archived.anchor().root())) {
        throw differs();
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
    return !there;
  }

  /**
   * Whether the archive is there already; changes nothing.
   *
   * @return false: nothing is there
   * @throws zone.otta.ralf.port.PortException {@code RALF-J042} if something else is
   */
  boolean holds(Archived archived) throws SQLException {
    if (empty()) {
      return false;
    }
    if (!PostgresAnchors.now(connection).equals(Optional.of(archived.anchor()))) {
      throw ArchiveFault.notEmpty(access);
    }
    for (Batch batch : archived.pasts()) {
      if (!ImportSql.batch(connection, batch.source()).equals(Optional.of(batch))) {
        throw ArchiveFault.notEmpty(access);
      }
    }
    return true;
  }

  private boolean empty() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet row = s.executeQuery(EMPTY)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Takes an anchor here, which is a record of it as well. */
  private boolean rootIs(long position, Sha256 root) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet row = s.executeQuery(ROOT)) {
      return row.next()
          && row.getLong(1) == position
          && Sha256.ofOctets(row.getBytes(2)).equals(root);
    }
  }

  private PortException differs() {
    return MemoryFault.damaged(
        access, Text.of("the restored heads differ", "die wiederhergestellten Köpfe weichen ab"));
  }

  private void take(Path file, long number, ArchiveLine line) throws SQLException {
    if (!(line instanceof ArchiveLine.Stored)) {
      store();
    }
    switch (line) {
      case ArchiveLine.Header header -> {}
      case ArchiveLine.Past taken -> begin(taken.batch());
      case ArchiveLine.Stored stored -> add(stored.event());
      case ArchiveLine.Anchored anchored -> {
        if (!rootIs(anchored.position(), anchored.root())) {
          throw differs();
        }
      }
      case ArchiveLine.Planned planned ->
          stored(PostgresRunRecords.put(connection, planned.plan()), file, number);
      case ArchiveLine.Decided decided ->
          stored(PostgresRunRecords.put(connection, decided.decision()), file, number);
      case ArchiveLine.Stepped stepped ->
          stored(PostgresRunRecords.put(connection, stepped.result()), file, number);
      case ArchiveLine.Kept kept -> snapshot(kept);
      case ArchiveLine.Value value -> value(value);
      case ArchiveLine.Fence fence -> fence(fence);
      case ArchiveLine.Heads heads -> {}
      case ArchiveLine.End end -> {}
    }
  }

  private static void stored(RunRecords.Put put, Path file, long number) {
    if (!(put instanceof RunRecords.Put.Stored)) {
      throw ArchiveFault.damaged(
          file,
          number,
          Text.of(
              "a record of a run whose plan or event is not there, or that stands there twice",
              "ein Eintrag über einen Lauf, dessen Plan oder Ereignis fehlt, oder der doppelt ist"));
    }
  }

  private void begin(Batch batch) throws SQLException {
    var begun = ImportSql.begin(connection, batch.source(), batch.file());
    // Another's append or import may have come between the look and the first of ours.
    if (!begun.equals(new ImportSql.Begun("begun", batch.first() - 1))) {
      throw ArchiveFault.notEmpty(access);
    }
    past = Optional.of(batch);
  }

  private void add(StoredEvent event) throws SQLException {
    page.add(event);
    characters += event.event().payload().length();
    boolean ends = past.filter(p -> p.last() == event.position()).isPresent();
    if (ends || page.size() == PAGE || characters > PAGE_CHARACTERS) {
      store();
    }
    if (ends) {
      end(past.orElseThrow());
    }
  }

  private void end(Batch batch) throws SQLException {
    ImportSql.end(connection, batch.source(), batch.file(), batch.first() - 1, batch.heads());
    past = Optional.empty();
  }

  private void store() throws SQLException {
    if (page.isEmpty()) {
      return;
    }
    // Another's append may have come between the look and the first of ours.
    if (stored() != page.getLast().position()) {
      throw ArchiveFault.notEmpty(access);
    }
    page.clear();
    characters = 0;
  }

  /** The position of the last one; 0 if it was not stored. */
  private long stored() throws SQLException {
    if (past.isPresent()) {
      return ImportSql.events(connection, page);
    }
    return AppendSql.append(link, appends()).getLast() instanceof Append.Stored stored
        ? stored.position()
        : 0;
  }

  /** Neighbours of one stream together. */
  private List<Appending> appends() {
    List<Appending> appends = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= page.size(); to++) {
      if (to == page.size() || !page.get(to).stream().equals(page.get(from).stream())) {
        List<StoredEvent> run = page.subList(from, to);
        appends.add(
            new Appending(
                run.getFirst().stream(),
                run.getFirst().version() - 1,
                run.stream().map(StoredEvent::event).toList(),
                run.stream().map(StoredEvent::hash).toList()));
        from = to;
      }
    }
    return appends;
  }

  private void snapshot(ArchiveLine.Kept kept) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(SNAPSHOT)) {
      s.setString(1, kept.snapshot().stream().value());
      s.setString(2, kept.snapshot().kind());
      s.setLong(3, kept.snapshot().version());
      s.setBytes(4, kept.snapshot().atHash().bytes());
      s.setString(5, kept.snapshot().state());
      s.execute();
    }
  }

  private void value(ArchiveLine.Value value) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(VALUE)) {
      s.setString(1, value.scope().value());
      s.setString(2, value.entry().key());
      s.setLong(3, value.entry().revision());
      s.setString(4, value.entry().json());
      s.setLong(5, value.entry().revision());
      s.execute();
    }
  }

  private void fence(ArchiveLine.Fence fence) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(FENCE)) {
      s.setString(1, fence.name());
      s.setLong(2, fence.fence());
      s.execute();
    }
  }
}
