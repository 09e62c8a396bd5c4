package zone.otta.ralf.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import zone.otta.ralf.journal.StoredEvent;

/**
 * What loading costs that verifies nothing: COPY of events into a table with one index, in a
 * transaction of its own.
 */
final class Copies implements Contender {
  private static final String COPY =
      "COPY public.raw_plain (stream, event_id, type, occurred_us, payload, hash) FROM STDIN";
  private final String name;
  private final Connection connection;
  private final Pasts pasts;
  private List<StoredEvent> past = List.of();

  Copies(String name, Connection connection, Pasts pasts) {
    this.name = name;
    this.connection = connection;
    this.pasts = pasts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    past = pasts.next();
  }

  /** One past, however long it takes. */
  @Override
  public long run(long nanos) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    StringBuilder rows = new StringBuilder();
    for (StoredEvent event : past) {
      row(rows, event);
      if (rows.length() > 1 << 16) {
        send(copy, rows);
      }
    }
    send(copy, rows);
    return copy.endCopy();
  }

  private static void row(StringBuilder rows, StoredEvent event) {
    rows.append(event.stream())
        .append('\t')
        .append(event.event().id())
        .append('\t')
        .append(event.event().type())
        .append('\t')
        .append(event.event().occurredUs())
        .append('\t')
        .append(event.event().payload())
        .append("\t\\\\x");
    rows.append(event.hash().hex());
    rows.append('\n');
  }

  private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
