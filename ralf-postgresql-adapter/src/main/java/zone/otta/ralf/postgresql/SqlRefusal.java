package zone.otta.ralf.postgresql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * The server said no to a statement: whatever its transaction did is undone. Its primary message
 * only; details may quote contents.
 */
final class SqlRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String state;
  private final String words;
  private final String constraint;

  private SqlRefusal(String state, String words, String constraint) {
    super(state + " " + words);
    this.state = state;
    this.words = words;
    this.constraint = constraint;
  }

  static SqlRefusal of(ServerErrorMessage message) {
    return new SqlRefusal(
        text(message.getSQLState()), text(message.getMessage()), text(message.getConstraint()));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  /**
   * What a failure means for the statement it met.
   *
   * @return empty if the connection was lost: the statement may have been committed
   */
  static Optional<SqlRefusal> in(SQLException failure) {
    return Failures.serverWords(failure)
        .map(SqlRefusal::of)
        .filter(refusal -> !refusal.endsConnection());
  }

  String state() {
    return state;
  }

  String words() {
    return words;
  }

  /** Which constraint was violated; may be empty. */
  String constraint() {
    return constraint;
  }

  /** Shut down, crashed, starting, terminated: the reply may be missing, not the commit. */
  private boolean endsConnection() {
    return state.startsWith("57P") || state.startsWith("08") || state.startsWith("25P03");
  }

  /** Would succeed another time: deadlock, serialization, lock timeout, too many connections. */
  boolean passing() {
    return state.startsWith("40") || state.equals("55P03") || state.equals("53300");
  }

  /** The time the server gave it was over. */
  boolean tooLate() {
    return state.equals("57014");
  }

  /** For what the statement says: it was refused whenever it came. */
  boolean always() {
    return badContent() || state.equals("23505") || state.equals("23R01");
  }

  /** What was to be stored is not of the form. */
  boolean badContent() {
    return state.startsWith("22") || state.equals("23514") || state.equals("23502");
  }
}
