package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.port.Journal.Append;

/**
 * Appends as the schema's functions take them: one statement, which is one transaction. Functions
 * are called in the list of results, where their answer is one value, a row written as {@code
 * (ok,5,123)}: a function to select from has its answer put into a table first.
 */
final class AppendSql {
  private static final String ONE = "SELECT state.append_event(?, ?, ?, ?, ?, ?, ?)";
  private static final String MANY = "SELECT state.append_events(?, ?, ?, ?, ?, ?, ?, ?)";

  private AppendSql() {}

  /** An answer for each, in their order. */
  static List<Append> append(Link link, List<Appending> batch) throws SQLException {
    return batch.size() == 1 && batch.getFirst().events().size() == 1
        ? one(link.jdbc(), batch.getFirst())
        : many(link.jdbc(), batch);
  }

  private static List<Append> one(Connection connection, Appending appending) throws SQLException {
    NewEvent event = appending.events().getFirst();
    try (PreparedStatement s = connection.prepareStatement(ONE)) {
      s.setString(1, appending.stream().value());
      s.setLong(2, appending.expected());
      s.setObject(3, event.id());
      s.setString(4, event.type());
      s.setLong(5, event.occurredUs());
      s.setString(6, event.payload());
      s.setBytes(7, appending.last().bytes());
      return answers(s);
    }
  }

  private static List<Append> many(Connection connection, List<Appending> batch)
      throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(MANY)) {
      new EventArrays(s)
          .texts(batch.stream().map(a -> a.stream().value()).toList())
          .longs(batch.stream().map(Appending::expected).toList())
          .ints(batch.stream().map(a -> a.events().size()).toList())
          .events(
              batch.stream().flatMap(a -> a.events().stream()).toList(),
              batch.stream().flatMap(a -> a.hashes().stream()).toList());
      return answers(s);
    }
  }

  private static List<Append> answers(PreparedStatement statement) throws SQLException {
    List<Append> answers = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        answers.add(answer(row.getString(1)));
      }
    }
    return answers;
  }

  private static Append answer(String row) {
    String[] parts = row.substring(1, row.length() - 1).split(",", -1);
    long version = Long.parseLong(parts[1]);
    return switch (parts[0]) {
      case "ok" -> new Append.Stored(version, Long.parseLong(parts[2]));
      case "already" -> new Append.AlreadyStored(version, Long.parseLong(parts[2]));
      case "conflict" -> new Append.Conflict(version);
      default -> throw new IllegalStateException("append answers " + row);
    };
  }
}
