package zone.otta.ralf.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/** The journal in PostgreSQL. */
final class PostgresJournal implements Journal {
  /** Payloads may have 256 KiB each. */
  private static final int PAGE = 500;

  private static final String HEAD =
      "SELECT s.version, s.head_hash, e.hash FROM state.stream s"
          + " LEFT JOIN state.event e ON e.stream_id = s.stream_id AND e.version = ?"
          + " WHERE s.name = ?";
  private static final String OF_STREAM =
      EventRows.SELECT + "WHERE s.name = ? AND e.version > ? ORDER BY e.version LIMIT ?";
  private static final String OF_ALL = EventRows.SELECT + "WHERE e.pos > ? ORDER BY e.pos LIMIT ?";
  private static final String PUT = "SELECT state.snapshot_put(?, ?, ?, ?, ?)";
  private static final String SNAPSHOT =
      "SELECT n.version, n.at_hash, n.state FROM state.stream s"
          + " JOIN state.snapshot n ON n.stream_id = s.stream_id AND n.kind = ?"
          + " JOIN state.event e ON e.stream_id = n.stream_id AND e.version = n.version"
          + " AND e.hash = n.at_hash WHERE s.name = ? AND n.version <= ? ORDER BY n.version DESC LIMIT 1";

  private final Links links;
  private final Runnable whole;
  private final AppendQueue queue;
  private final KnownHeads known = new KnownHeads();

  /**
   * @param whole ends the memory that it belongs to
   */
  PostgresJournal(Links links, Runnable whole) {
    this.links = links;
    this.whole = whole;
    PostgresAccess access = links.access();
    Text late = Text.of("no answer in time", "keine Antwort in der Zeit");
    this.queue =
        new AppendQueue(
            batch -> links.call(true, link -> AppendSql.append(link, batch)),
            this::refused,
            access.limit().toNanos(),
            () -> MemoryFault.unreachable(access, late),
            () -> MemoryFault.unknown(access, late));
  }

  @Override
  public Head head(StreamName stream) {
    return asked(stream, 0).head();
  }

  /** A stream's end, and the hash at another place of it. */
  private record Asked(Head head, Optional<ChainHash> at) {}

  private Asked asked(StreamName stream, long version) {
    Asked answer =
        links.reading(
            link -> {
              try (PreparedStatement s = link.jdbc().prepareStatement(HEAD)) {
                s.setLong(1, version);
                s.setString(2, stream.value());
                try (ResultSet row = s.executeQuery()) {
                  return row.next()
                      ? new Asked(
                          new Head(row.getLong(1), ChainHash.of(row.getBytes(2))),
                          Optional.ofNullable(row.getBytes(3)).map(ChainHash::of))
                      : new Asked(new Head(0, ChainHash.start(stream)), Optional.empty());
                }
              }
            });
    known.saw(stream, answer.head().version(), answer.head().hash());
    return answer;
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    Appending.check(events);
    Optional<ChainHash> before = known.at(stream, expectedVersion);
    if (before.isEmpty()) {
      Asked asked = asked(stream, expectedVersion);
      if (asked.at().isEmpty()) {
        return new Append.Conflict(asked.head().version());
      }
      before = asked.at();
    }
    Appending appending = Appending.after(before.get(), stream, expectedVersion, events);
    try {
      Append answer = queue.append(appending);
      switch (answer) {
        case Append.Stored stored -> known.saw(stream, stored.version(), appending.last());
        case Append.AlreadyStored stored -> known.saw(stream, stored.version(), appending.last());
        case Append.Conflict conflict -> known.forget(stream);
      }
      return answer;
    } catch (PortException | IllegalArgumentException e) {
      known.forget(stream);
      throw e;
    }
  }

  private RuntimeException refused(SqlRefusal refusal) {
    if (refusal.state().equals("23505") && refusal.constraint().equals("event_event_id_key")) {
      return new IllegalArgumentException("an event of this id is stored elsewhere");
    }
    if (refusal.state().equals("23R01")) {
      return MemoryFault.another(
          links.access(),
          Text.of(
              "the stream's history is not the one that was read",
              "die Geschichte des Stroms ist nicht die gelesene"));
    }
    return refusal.badContent()
        ? new IllegalArgumentException("the database takes no such event: " + refusal.state())
        : MemoryFault.refused(links.access(), Text.same(refusal.state() + " " + refusal.words()));
  }

  @Override
  public List<StoredEvent> readStream(StreamName stream, long afterVersion, int limit) {
    List<StoredEvent> all = new ArrayList<>();
    long after = Math.max(0, afterVersion);
    for (int left = positive(limit); left > 0; left = limit - all.size()) {
      long from = after;
      int count = Math.min(left, PAGE);
      List<StoredEvent> page =
          events(
              OF_STREAM,
              s -> {
                s.setString(1, stream.value());
                s.setLong(2, from);
                s.setInt(3, count);
              });
      for (StoredEvent event : page) {
        if (event.version() != ++after) {
          throw damaged(
              EventRows.at(
                  event.position(),
                  Text.of(
                      "version " + after + " of " + stream + " is missing before it",
                      "davor fehlt Version " + after + " von " + stream)));
        }
      }
      all.addAll(page);
      if (page.size() < count) {
        return all;
      }
    }
    return all;
  }

  @Override
  public List<StoredEvent> readAll(long afterPosition, int limit) {
    List<StoredEvent> all = new ArrayList<>();
    long after = Math.max(0, afterPosition);
    for (int left = positive(limit); left > 0; left = limit - all.size()) {
      long from = after;
      int count = Math.min(left, PAGE);
      List<StoredEvent> page =
          events(
              OF_ALL,
              s -> {
                s.setLong(1, from);
                s.setInt(2, count);
              });
      for (StoredEvent event : page) {
        if (event.position() != ++after) {
          throw damaged(EventRows.gap(after, event.position()));
        }
      }
      all.addAll(page);
      if (page.size() < count) {
        return all;
      }
    }
    return all;
  }

  @FunctionalInterface
  private interface Question {
    void fill(PreparedStatement statement) throws SQLException;
  }

  private List<StoredEvent> events(String sql, Question question) {
    return links.reading(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(sql)) {
            question.fill(s);
            List<StoredEvent> page = new ArrayList<>();
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                page.add(EventRows.read(row));
              }
            } catch (EventRows.Odd e) {
              throw damaged(e.text());
            }
            return page;
          }
        });
  }

  private PortException damaged(Text what) {
    return MemoryFault.damaged(links.access(), what);
  }

  private static int positive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return limit;
  }

  @Override
  public void putSnapshot(Snapshot snapshot) {
    boolean kept =
        links.changing(
            link -> {
              try (PreparedStatement s = link.jdbc().prepareStatement(PUT)) {
                s.setString(1, snapshot.stream().value());
                s.setString(2, snapshot.kind());
                s.setLong(3, snapshot.version());
                s.setBytes(4, snapshot.atHash().bytes());
                s.setString(5, snapshot.state());
                try (ResultSet row = s.executeQuery()) {
                  return row.next() && row.getBoolean(1);
                }
              }
            });
    if (!kept) {
      throw new IllegalArgumentException("a snapshot of another history");
    }
  }

  @Override
  public Optional<Snapshot> snapshot(StreamName stream, String kind, long upToVersion) {
    return links.reading(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(SNAPSHOT)) {
            s.setString(1, kind);
            s.setString(2, stream.value());
            s.setLong(3, upToVersion);
            try (ResultSet row = s.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Snapshot(
                          stream,
                          kind,
                          row.getLong(1),
                          ChainHash.of(row.getBytes(2)),
                          Objects.requireNonNull(row.getString(3))))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public Optional<Text> verify() {
    return links.reading(link -> new ChainCheck(link).firstDamage());
  }

  @Override
  public void close() {
    whole.run();
  }
}
