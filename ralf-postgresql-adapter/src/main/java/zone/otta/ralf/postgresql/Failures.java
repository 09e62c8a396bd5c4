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
import zone.otta.ralf.diagnostics.Text;
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
        .orElseGet(
            () ->
                new Outcome.NoAnswer(
                    why(
                        failure,
                        login.address() + ":" + login.port(),
                        login.pinned().isPresent())));
  }

  /** What the server itself said; empty if the failure is not of its making. */
  static Optional<ServerErrorMessage> serverWords(Throwable failure) {
    return causes(failure)
        .filter(PSQLException.class::isInstance)
        .map(e -> Optional.ofNullable(((PSQLException) e).getServerErrorMessage()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static String text(@org.jspecify.annotations.Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  /** What is known of a failure in which the server did not say anything, in words of ours. */
  static Text why(SQLException failure, String host, boolean overTls) {
    String server = host + " ";
    Text what =
        cause(failure, PinnedTrust.Other.class)
            .map(other -> otherCertificate(text(other.getMessage())))
            .or(() -> byKind(failure))
            .orElseGet(() -> bySqlState(text(failure.getSQLState()), overTls));
    return Text.of(server + what.en(), server + what.de());
  }

  private static Text otherCertificate(String fingerprint) {
    return Text.of(
        "shows another certificate than the pinned one, SHA-256 " + fingerprint,
        "zeigt ein anderes Zertifikat als das angeheftete, SHA-256 " + fingerprint);
  }

  private static Optional<Text> byKind(SQLException failure) {
    return KINDS.entrySet().stream()
        .filter(k -> cause(failure, k.getKey()).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static final Map<Class<? extends Throwable>, Text> KINDS = kinds();

  private static Map<Class<? extends Throwable>, Text> kinds() {
    Map<Class<? extends Throwable>, Text> kinds = new LinkedHashMap<>();
    kinds.put(
        SocketTimeoutException.class,
        Text.of("does not answer in time", "antwortet nicht in der Zeit"));
    kinds.put(ConnectException.class, Text.of("takes no connection", "nimmt keine Verbindung an"));
    kinds.put(
        SSLException.class,
        Text.of("does not complete the TLS 1.3 handshake", "beendet den TLS-1.3-Handschlag nicht"));
    kinds.put(
        EOFException.class,
        Text.of("closed the connection without a word", "schloss die Verbindung ohne ein Wort"));
    return kinds;
  }

  /** What the driver itself refuses or misses, by its SQLSTATE. */
  private static Text bySqlState(String state, boolean overTls) {
    return switch (state) {
      case "08004" ->
          overTls
              ? Text.of(
                  "offers no TLS, or another authentication than SCRAM-SHA-256 (08004)",
                  "bietet kein TLS an oder eine andere Anmeldung als SCRAM-SHA-256 (08004)")
              : Text.of(
                  "wants another authentication than SCRAM-SHA-256 (08004)",
                  "verlangt eine andere Anmeldung als SCRAM-SHA-256 (08004)");
      case "08001", "08006" ->
          Text.of("cannot be reached (" + state + ")", "ist nicht zu erreichen (" + state + ")");
      case "08P01" ->
          Text.of(
              "does not speak the PostgreSQL protocol (08P01)",
              "spricht das PostgreSQL-Protokoll nicht (08P01)");
      default ->
          Text.of("could not be asked (" + state + ")", "ließ sich nicht befragen (" + state + ")");
    };
  }

  static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }
}
