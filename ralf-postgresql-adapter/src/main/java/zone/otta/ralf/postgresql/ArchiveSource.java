package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.Imports.Batch;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Metadata;

/** A memory in a database, line by line, of one moment. */
final class ArchiveSource {
  private static final int PAGE = 500;
  private static final String HEAD =
      "SELECT h.pos, i.schema_version FROM state.journal_head h, state.store_identity i";
  private static final String PASTS = ImportSql.BATCHES + " ORDER BY first_pos";
  private static final String ANCHORS = "SELECT pos, root FROM state.anchor ORDER BY pos";
  private static final String EVENTS =
      EventRows.SELECT.replace(
              " FROM",
              ", (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.writer::text FROM")
          + "WHERE e.pos > ? ORDER BY e.pos LIMIT ?";
  private static final String SNAPSHOTS =
      "SELECT s.name, n.kind, n.version, n.at_hash, n.state FROM state.snapshot n"
          + " JOIN state.stream s ON s.stream_id = n.stream_id ORDER BY s.name, n.kind, n.version";
  private static final String VALUES =
      "SELECT scope, key, rev, value FROM state.metadata ORDER BY scope, key";
  private static final String FENCES = "SELECT name, fence FROM state.lease ORDER BY name";

  private final Links links;
  private final Connection connection;
  private final ArchiveWalk walk = new ArchiveWalk();
  private final Deque<Batch> pasts = new ArrayDeque<>();
  private final Deque<ArchiveLine.Anchored> anchors = new ArrayDeque<>();
  private long snapshots;
  private long values;
  private long records;

  ArchiveSource(Links links, Connection connection) {
    this.links = links;
    this.connection = connection;
  }

  Archived into(Path file, UUID store) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement s = connection.createStatement()) {
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      Sha256 sum =
          ArchiveFile.write(
              file,
              lines -> {
                all(lines, store);
                // Before the file appears: nothing that comes after it can fail.
                connection.commit();
              });
      connection.setAutoCommit(true);
      return new Archived(
          store, walk.anchor(), walk.pasts(), walk.anchors(), snapshots, values, records, sum);
    }
  }

  private void all(ArchiveFile.Lines lines, UUID store) throws IOException, SQLException {
    long[] head = new long[2];
    each(
        HEAD,
        row -> {
          head[0] = row.getLong(1);
          head[1] = row.getLong(2);
        });
    lines.add(new ArchiveLine.Header(ArchiveLine.FORM_NOW, store, (int) head[1], head[0]));
    each(PASTS, row -> pasts.add(past(row)));
    each(
        ANCHORS,
        row ->
            anchors.add(
                new ArchiveLine.Anchored(row.getLong(1), Sha256.ofOctets(row.getBytes(2)))));
    between(lines);
    events(lines);
    if (walk.last() != head[0]) {
      throw damaged(
          EventRows.at(
              walk.last() + 1,
              Text.of("the journal's end is missing", "das Ende des Journals fehlt")));
    }
    reject(walk.objection());
    if (!pasts.isEmpty() || !anchors.isEmpty()) {
      throw damaged(
          Text.of(
              "records of a hand-over or an anchor are of positions that are not there",
              "Vermerke einer Übergabe oder eines Ankers gelten Positionen, die es nicht gibt"));
    }
    each(SNAPSHOTS, row -> snapshot(lines, row));
    each(VALUES, row -> value(lines, row));
    each(
        PostgresRunRecords.ALL_PLANS,
        row -> record(lines, row, r -> new ArchiveLine.Planned(PostgresRunRecords.plan(r))));
    each(
        PostgresRunRecords.ALL_DECISIONS,
        row -> record(lines, row, r -> new ArchiveLine.Decided(PostgresRunRecords.decision(r))));
    each(
        PostgresRunRecords.ALL_STEPS,
        row -> record(lines, row, r -> new ArchiveLine.Stepped(PostgresRunRecords.step(r))));
    each(FENCES, row -> lines.add(new ArchiveLine.Fence(row.getString(1), row.getLong(2))));
    lines.add(new ArchiveLine.Heads(walk.anchor()));
  }

  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws IOException, SQLException;
  }

  private void each(String query, Row to) throws IOException, SQLException {
    try (Statement s = connection.createStatement()) {
      s.setFetchSize(PAGE);
      try (ResultSet row = s.executeQuery(query)) {
        while (row.next()) {
          to.take(row);
        }
      }
    }
  }

  private Batch past(ResultSet row) throws SQLException {
    try {
      return ImportSql.batch(row);
    } catch (IllegalArgumentException e) {
      throw damaged(
          Text.of("a record of a hand-over is none", "ein Vermerk einer Übergabe ist keiner"));
    }
  }

  /** What stands behind the last event: an anchor that was taken there, a past that begins. */
  private void between(ArchiveFile.Lines lines) throws IOException {
    while (!anchors.isEmpty() && anchors.getFirst().position() == walk.last()) {
      ArchiveLine.Anchored anchored = anchors.removeFirst();
      reject(walk.objection(anchored));
      lines.add(anchored);
    }
    while (!pasts.isEmpty() && pasts.getFirst().first() == walk.last() + 1) {
      Batch past = pasts.removeFirst();
      reject(walk.objection(past));
      lines.add(new ArchiveLine.Past(past));
    }
  }

  private void reject(Optional<Text> objection) {
    if (objection.isPresent()) {
      throw damaged(objection.get());
    }
  }

  /** A page each, so that the limit of a call is one of a page. */
  private void events(ArchiveFile.Lines lines) throws IOException, SQLException {
    try (PreparedStatement s = connection.prepareStatement(EVENTS)) {
      s.setInt(2, PAGE);
      int rows = PAGE;
      while (rows == PAGE) {
        s.setLong(1, walk.last());
        rows = 0;
        try (ResultSet row = s.executeQuery()) {
          for (; row.next(); rows++) {
            event(lines, row);
          }
        }
      }
    }
  }

  private void event(ArchiveFile.Lines lines, ResultSet row) throws IOException, SQLException {
    try {
      var stored = new ArchiveLine.Stored(EventRows.read(row), row.getLong(9), row.getString(10));
      reject(walk.objection(stored.event()));
      lines.add(stored);
      between(lines);
    } catch (EventRows.Odd e) {
      throw damaged(e.text());
    }
  }

  private RuntimeException damaged(Text what) {
    return MemoryFault.damaged(links.access(), what);
  }

  /** A row as a line. */
  @FunctionalInterface
  private interface Form {
    ArchiveLine of(ResultSet row) throws SQLException;
  }

  private void record(ArchiveFile.Lines lines, ResultSet row, Form form)
      throws IOException, SQLException {
    ArchiveLine line;
    try {
      line = form.of(row);
    } catch (IllegalArgumentException e) {
      throw damaged(Text.of("a record of a run is none", "ein Eintrag über einen Lauf ist keiner"));
    }
    records++;
    lines.add(line);
  }

  private void snapshot(ArchiveFile.Lines lines, ResultSet row) throws IOException, SQLException {
    snapshots++;
    lines.add(
        new ArchiveLine.Kept(
            new Snapshot(
                new StreamName(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                ChainHash.of(row.getBytes(4)),
                row.getString(5))));
  }

  private void value(ArchiveFile.Lines lines, ResultSet row) throws IOException, SQLException {
    values++;
    lines.add(
        new ArchiveLine.Value(
            new Metadata.Scope(row.getString(1)),
            new Metadata.Entry(row.getString(2), row.getLong(3), row.getString(4))));
  }
}
