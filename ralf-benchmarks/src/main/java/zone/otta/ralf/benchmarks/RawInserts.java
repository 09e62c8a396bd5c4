package zone.otta.ralf.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zone.otta.ralf.journal.NewEvent;

/**
 * What any program would do without a journal's promises: one INSERT, one commit, prepared, over
 * the same kind of connection.
 */
final class RawInserts implements Contender {
  /** Where it goes. */
  enum Table {
    /** The event's content, one index. */
    PLAIN(
        "CREATE TABLE public.raw_plain (pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text,"
            + " event_id uuid, type text, occurred_us bigint, payload json, hash bytea)"),
    /** The columns, indexes and checks that the journal's table has. */
    SAME_SHAPE("CREATE TABLE public.raw_same_shape (LIKE state.event INCLUDING ALL)");

    private final String definition;

    Table(String definition) {
      this.definition = definition;
    }

    void create(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(definition);
      }
    }
  }

  private static final byte[] HASH = new byte[32];
  private final String name;
  private final Connection connection;
  private final Table table;
  private final int batch;
  private final Events events;
  private final PreparedStatement insert;
  private long position;

  RawInserts(String name, Connection connection, Table table, int batch, int seed)
      throws SQLException {
    this.name = name;
    this.connection = connection;
    this.table = table;
    this.batch = batch;
    this.events = new Events();
    this.position = seed * 1_000_000_000L;
    String row =
        table == Table.PLAIN ? "(?, ?, ?, ?, ?::json, ?)" : "(?, ?, ?, ?, ?, ?, ?::json, ?)";
    this.insert =
        connection.prepareStatement(
            (table == Table.PLAIN
                    ? "INSERT INTO public.raw_plain (stream, event_id, type, occurred_us, payload, hash) VALUES "
                    : "INSERT INTO public.raw_same_shape (pos, stream_id, version, event_id, type,"
                        + " occurred_us, payload, hash) VALUES ")
                + Stream.generate(() -> row).limit(batch).collect(Collectors.joining(", ")));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long run(long nanos) throws SQLException {
    long end = System.nanoTime() + nanos;
    long stored = 0;
    do {
      int at = 0;
      List<NewEvent> rows = events.next(batch);
      for (NewEvent event : rows) {
        at = fill(at, event);
      }
      stored += insert.executeUpdate();
    } while (System.nanoTime() < end);
    return stored;
  }

  private int fill(int before, NewEvent event) throws SQLException {
    int at = before;
    if (table == Table.PLAIN) {
      insert.setString(++at, "run:1");
    } else {
      insert.setLong(++at, ++position);
      insert.setLong(++at, 1);
      insert.setLong(++at, position);
    }
    insert.setObject(++at, event.id());
    insert.setString(++at, event.type());
    insert.setLong(++at, event.occurredUs());
    insert.setString(++at, event.payload());
    insert.setBytes(++at, HASH);
    return at;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
