package zone.otta.ralf.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Tries to log in to a database server as a client would, and says what happened. It does not
 * judge. Rules: docs/contracts/smoke-probe.md.
 */
public interface SmokeProbe {
  /**
   * One attempt.
   *
   * @param pinned the server's certificate in PEM: TLS 1.3, this certificate or none, address
   *     verified; empty: no TLS at all
   * @param query run after the login; its first column is returned
   */
  record Login(
      Ipv4Address address,
      int port,
      String database,
      String user,
      Secret password,
      Optional<String> pinned,
      String query,
      Duration limit) {}

  /** What came of it. */
  sealed interface Outcome {
    /**
     * Logged in and answered.
     *
     * @param tls protocol version as the server sees it, {@code TLSv1.3}; empty without TLS
     */
    record Answered(List<String> rows, String tls, String serverVersion) implements Outcome {}

    /** The server said no, in its own words: SQLSTATE and message. */
    record Refused(String sqlState, String message) implements Outcome {}

    /** No server answered, or not as one; what is known. */
    record NoAnswer(Text why) implements Outcome {}
  }

  /** Never throws for a failed login. */
  Outcome login(Login login, Tunnel through);
}
