package zone.otta.ralf.postgresql;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.SmokeProbe.Outcome;

/**
 * What a failure of the driver means. The server's words are passed on as they came; the driver's
 * own are not: it has seen the password.
 */
final class Failures {
  private static final int DEEPEST = 16;

  private Failures() {}

  static Outcome outcome(SQLException failure, Login login) {
    return serverWords(failure)
        .<Outcome>map(s -> new Outcome.Refused(text(s.getSQLState()), text(s.getMessage())))
        .orElseGet(() -> new Outcome.NoAnswer(why(failure, login)));
  }

  private static Optional<ServerErrorMessage> serverWords(Throwable failure) {
    return causes(failure)
        .filter(PSQLException.class::isInstance)
        .map(e -> Optional.ofNullable(((PSQLException) e).getServerErrorMessage()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static String why(SQLException failure, Login login) {
    String server = login.address() + ":" + login.port();
    Optional<PinnedTrust.Other> other = cause(failure, PinnedTrust.Other.class);
    if (other.isPresent()) {
      return server
          + " shows another certificate than the pinned one, SHA-256 "
          + other.get().getMessage();
    }
    return KINDS.entrySet().stream()
        .filter(k -> cause(failure, k.getKey()).isPresent())
        .findFirst()
        .map(k -> server + " " + k.getValue())
        .orElseGet(() -> server + " " + bySqlState(text(failure.getSQLState()), login));
  }

  private static final Map<Class<? extends Throwable>, String> KINDS = kinds();

  private static Map<Class<? extends Throwable>, String> kinds() {
    Map<Class<? extends Throwable>, String> kinds = new LinkedHashMap<>();
    kinds.put(SocketTimeoutException.class, "does not answer in time");
    kinds.put(ConnectException.class, "takes no connection");
    kinds.put(SSLException.class, "does not complete the TLS 1.3 handshake");
    kinds.put(EOFException.class, "closed the connection without a word");
    return kinds;
  }

  /** What the driver itself refuses or misses, by its SQLSTATE. */
  private static String bySqlState(String state, Login login) {
    return switch (state) {
      case "08004" ->
          login.pinned().isPresent()
              ? "offers no TLS, or another authentication than SCRAM-SHA-256 (08004)"
              : "wants another authentication than SCRAM-SHA-256 (08004)";
      case "08001", "08006" -> "cannot be reached (" + state + ")";
      case "08P01" -> "does not speak the PostgreSQL protocol (08P01)";
      default -> "could not be asked (" + state + ")";
    };
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }
}
