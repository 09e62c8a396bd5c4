package zone.otta.ralf.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.port.Journal.Append;

/** Appends as the schema's functions take them: one statement, which is one transaction. */
final class AppendSql {
  private static final String ONE =
      "SELECT result, version, last_pos FROM state.append_event(?, ?, ?, ?, ?, ?, ?)";
  private static final String MANY =
      "SELECT result, version, last_pos FROM state.append_events(?, ?, ?, ?, ?, ?, ?, ?)";

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
      s.setBytes(7, bytes(appending.last()));
      return answers(s);
    }
  }

  private static List<Append> many(Connection c, List<Appending> batch) throws SQLException {
    List<NewEvent> events = batch.stream().flatMap(a -> a.events().stream()).toList();
    List<ChainHash> hashes = batch.stream().flatMap(a -> a.hashes().stream()).toList();
    // Of these types the driver sends the octets; others it writes out as text.
    Array[] arrays = {
      c.createArrayOf("text", batch.stream().map(a -> a.stream().value()).toArray(String[]::new)),
      c.createArrayOf("int8", batch.stream().map(Appending::expected).toArray(Long[]::new)),
      c.createArrayOf("int4", batch.stream().map(a -> a.events().size()).toArray(Integer[]::new)),
      c.createArrayOf("uuid", events.stream().map(NewEvent::id).toArray()),
      c.createArrayOf("text", events.stream().map(NewEvent::type).toArray(String[]::new)),
      c.createArrayOf("int8", events.stream().map(NewEvent::occurredUs).toArray(Long[]::new)),
      c.createArrayOf("text", events.stream().map(NewEvent::payload).toArray(String[]::new)),
      c.createArrayOf("bytea", hashes.stream().map(AppendSql::bytes).toArray(byte[][]::new)),
    };
    try (PreparedStatement s = c.prepareStatement(MANY)) {
      for (int i = 0; i < arrays.length; i++) {
        s.setArray(i + 1, arrays[i]);
      }
      return answers(s);
    }
  }

  private static List<Append> answers(PreparedStatement statement) throws SQLException {
    List<Append> answers = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        answers.add(answer(row.getString(1), row.getLong(2), row.getLong(3)));
      }
    }
    return answers;
  }

  private static Append answer(String result, long version, long position) {
    return switch (result) {
      case "ok" -> new Append.Stored(version, position);
      case "already" -> new Append.AlreadyStored(version, position);
      case "conflict" -> new Append.Conflict(version);
      default -> throw new IllegalStateException("append answers " + result);
    };
  }

  static byte[] bytes(ChainHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }
}
