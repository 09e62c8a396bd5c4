package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Anchor.End;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Anchors;

/**
 * Anchors of a journal in PostgreSQL. Those that were taken are recorded there as well, but what
 * counts is the copy elsewhere.
 */
final class PostgresAnchors implements Anchors {
  private static final String TAKE = "SELECT pos, root FROM state.anchor_take()";
  private static final String HEADS = "SELECT name, version, head_hash FROM state.stream";
  private static final String HEADS_UP_TO =
      "SELECT DISTINCT ON (e.stream_id) s.name, e.version, e.hash FROM state.event e"
          + " LEFT JOIN state.stream s ON s.stream_id = e.stream_id"
          + " WHERE e.pos <= ? ORDER BY e.stream_id, e.pos DESC";
  private static final String LAST = "SELECT coalesce(max(pos), 0) FROM state.event";
  private final Links links;

  PostgresAnchors(Links links) {
    this.links = links;
  }

  @Override
  public Anchor take() {
    return links.changing(link -> inOneState(link.jdbc(), this::take));
  }

  private Anchor take(Connection c) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet row = s.executeQuery(TAKE)) {
      row.next();
      long position = row.getLong(1);
      Sha256 root = Sha256.ofOctets(row.getBytes(2));
      Anchor anchor = anchor(c, position);
      if (!anchor.root().equals(root)) {
        throw damaged(
            Text.of(
                "the anchor at position " + position + " has another root there",
                "der Anker an Position " + position + " hat dort eine andere Wurzel"));
      }
      return anchor;
    }
  }

  private Anchor anchor(Connection c, long position) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(HEADS)) {
      return Anchor.of(position, heads(s));
    } catch (IllegalArgumentException e) {
      throw damaged(
          Text.of(
              "the heads of the streams do not come to position " + position,
              "die Köpfe der Ströme ergeben nicht Position " + position));
    }
  }

  /**
   * Where position and heads are in this transaction, without a record of it.
   *
   * @return empty if the heads do not come to the position
   */
  static Optional<Anchor> now(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(HEADS);
        Statement head = c.createStatement();
        ResultSet row = head.executeQuery("SELECT pos FROM state.journal_head")) {
      row.next();
      return Optional.of(Anchor.of(row.getLong(1), heads(s)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private RuntimeException damaged(Text what) {
    return MemoryFault.damaged(links.access(), what);
  }

  @Override
  public Optional<Text> differs(Anchor then) {
    return links.reading(link -> inOneState(link.jdbc(), c -> differs(c, then)));
  }

  private Optional<Text> differs(Connection c, Anchor then) throws SQLException {
    try (PreparedStatement up = c.prepareStatement(HEADS_UP_TO);
        Statement s = c.createStatement();
        ResultSet last = s.executeQuery(LAST)) {
      last.next();
      up.setLong(1, then.position());
      return then.objection(heads(up), last.getLong(1));
    }
  }

  /** Events of a stream that is gone do not speak for it. */
  private static Map<StreamName, End> heads(PreparedStatement s) throws SQLException {
    Map<StreamName, End> heads = new HashMap<>();
    try (ResultSet row = s.executeQuery()) {
      while (row.next()) {
        @Nullable String name = row.getString(1);
        if (name != null) {
          heads.put(new StreamName(name), new End(row.getLong(2), ChainHash.of(row.getBytes(3))));
        }
      }
    }
    return heads;
  }

  @FunctionalInterface
  private interface Look<T> {
    T on(Connection connection) throws SQLException;
  }

  private static <T> T inOneState(Connection c, Look<T> look) throws SQLException {
    c.setAutoCommit(false);
    try (Statement s = c.createStatement()) {
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      T answer = look.on(c);
      c.commit();
      c.setAutoCommit(true);
      return answer;
    }
  }
}
