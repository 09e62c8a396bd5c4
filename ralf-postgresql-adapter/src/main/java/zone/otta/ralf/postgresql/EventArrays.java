package zone.otta.ralf.postgresql;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;

/**
 * Events as the schema's functions take them: ids, types, times, payloads, hashes, an array each.
 * All of them go as octets; the driver itself would write ids out as text.
 */
final class EventArrays {
  private final Connection connection;
  private final PreparedStatement statement;
  private int parameter;

  EventArrays(PreparedStatement statement) throws SQLException {
    this.statement = statement;
    this.connection = statement.getConnection();
  }

  EventArrays texts(List<String> values) throws SQLException {
    return next(connection.createArrayOf("text", values.toArray(String[]::new)));
  }

  EventArrays longs(List<Long> values) throws SQLException {
    return next(connection.createArrayOf("int8", values.toArray(Long[]::new)));
  }

  EventArrays ints(List<Integer> values) throws SQLException {
    return next(connection.createArrayOf("int4", values.toArray(Integer[]::new)));
  }

  /** A hash for each event. */
  EventArrays events(List<NewEvent> events, List<ChainHash> hashes) throws SQLException {
    byte[][] bytes = hashes.stream().map(ChainHash::bytes).toArray(byte[][]::new);
    return next(uuids(events))
        .texts(events.stream().map(NewEvent::type).toList())
        .longs(events.stream().map(NewEvent::occurredUs).toList())
        .texts(events.stream().map(NewEvent::payload).toList())
        .next(connection.createArrayOf("bytea", bytes));
  }

  private EventArrays next(Array array) throws SQLException {
    statement.setArray(++parameter, array);
    return this;
  }

  /** One dimension from 1, no null: the format of {@code array_recv}. */
  private Array uuids(List<NewEvent> events) throws SQLException {
    ByteBuffer octets =
        ByteBuffer.allocate(5 * Integer.BYTES + events.size() * (Integer.BYTES + 16));
    octets.putInt(1).putInt(0).putInt(Oid.UUID).putInt(events.size()).putInt(1);
    for (NewEvent event : events) {
      UUID id = event.id();
      octets.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return new PgArray(connection.unwrap(BaseConnection.class), Oid.UUID_ARRAY, octets.array());
  }
}
