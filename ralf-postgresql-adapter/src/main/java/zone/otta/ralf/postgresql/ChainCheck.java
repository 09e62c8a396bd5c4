package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Head;

/**
 * Recomputes a whole journal here, not in the server: one read-only transaction, so one state of
 * it.
 */
final class ChainCheck {
  private static final int PAGE = 500;
  private final Connection connection;
  private final ChainWalk walk = new ChainWalk();

  ChainCheck(Link link) {
    this.connection = link.jdbc();
  }

  Optional<Text> firstDamage() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement s = connection.createStatement()) {
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      Optional<Text> found = events();
      if (found.isEmpty()) {
        found = ends();
      }
      connection.commit();
      connection.setAutoCommit(true);
      return found;
    }
  }

  private Optional<Text> events() throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement(EventRows.SELECT + "WHERE e.pos > ? ORDER BY e.pos LIMIT ?")) {
      s.setInt(2, PAGE);
      int rows = PAGE;
      // A page each, so that the limit of a call is one of a page.
      for (long from = 0; rows == PAGE; from = walk.last()) {
        s.setLong(1, from);
        rows = 0;
        try (ResultSet row = s.executeQuery()) {
          for (; row.next(); rows++) {
            Optional<Text> objection = walk.objection(EventRows.read(row));
            if (objection.isPresent()) {
              return objection;
            }
          }
        }
      }
      return Optional.empty();
    } catch (EventRows.Odd e) {
      return Optional.of(e.text());
    }
  }

  /** What the head rows say must be what the events came to. */
  private Optional<Text> ends() throws SQLException {
    try (Statement s = connection.createStatement()) {
      try (ResultSet row = s.executeQuery("SELECT pos FROM state.journal_head")) {
        if (!row.next() || row.getLong(1) != walk.last()) {
          return Optional.of(
              EventRows.at(
                  walk.last() + 1,
                  Text.of("the journal's end is missing", "das Ende des Journals fehlt")));
        }
      }
      s.setFetchSize(PAGE);
      try (ResultSet row =
          s.executeQuery("SELECT name, version, head_hash FROM state.stream ORDER BY name")) {
        while (row.next()) {
          String name = row.getString(1);
          Head head = walk.heads().remove(new StreamName(name));
          if (head == null
              || head.version() != row.getLong(2)
              || !Arrays.equals(head.hash().bytes(), row.getBytes(3))) {
            return Optional.of(elsewhere(name));
          }
        }
      }
    }
    return walk.heads().keySet().stream().findFirst().map(n -> elsewhere(n.value()));
  }

  private static Text elsewhere(String stream) {
    return Text.of(
        "stream %s ends elsewhere than its events".formatted(stream),
        "Strom %s endet anderswo als seine Ereignisse".formatted(stream));
  }
}
