package zone.otta.ralf.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** Events as the database has them. */
final class EventRows {
  static final String SELECT =
      "SELECT e.pos, s.name, e.version, e.event_id, e.type, e.occurred_us, e.payload, e.hash"
          + " FROM state.event e LEFT JOIN state.stream s ON s.stream_id = e.stream_id ";

  /** A row that cannot be an event; why. */
  static final class Odd extends Exception {
    private static final long serialVersionUID = 1L;
    private final long position;
    private final transient Text why;

    Odd(long position, Text why) {
      super(why.en());
      this.position = position;
      this.why = why;
    }

    Text text() {
      return at(position, why);
    }
  }

  private EventRows() {}

  static StoredEvent read(ResultSet row) throws SQLException, Odd {
    long position = row.getLong(1);
    @Nullable String stream = row.getString(2);
    if (stream == null) {
      throw new Odd(
          position, Text.of("the event's stream is gone", "der Strom des Ereignisses ist weg"));
    }
    try {
      return new StoredEvent(
          position,
          new StreamName(stream),
          row.getLong(3),
          new NewEvent(
              Objects.requireNonNull(row.getObject(4, UUID.class)),
              row.getString(5),
              row.getLong(6),
              row.getString(7)),
          ChainHash.of(row.getBytes(8)));
    } catch (IllegalArgumentException e) {
      throw new Odd(position, Text.of("the row is not an event", "die Zeile ist kein Ereignis"));
    }
  }

  /** A journal's place and what is wrong with it. */
  static Text at(long position, Text what) {
    return Text.of(
        "position %d: %s".formatted(position, what.en()),
        "Position %d: %s".formatted(position, what.de()));
  }

  static Text gap(long expected, long found) {
    return at(
        expected,
        Text.of(
            "missing; the next event stands at " + found,
            "fehlt; das nächste Ereignis steht an " + found));
  }
}
