package zone.otta.ralf.lab.rest;

import java.util.Optional;
import zone.otta.ralf.json.Json;

/**
 * What goes back to the client.
 *
 * @param connection the values of the Connection headers, in this order; the server really closes
 *     only where {@code Keep-Alive} is missing (proxmox-conversations, finding 10)
 */
public record Reply(int status, String reason, Optional<Json> body, Connection connection) {
  /** Which Connection headers an answer has. */
  public enum Connection {
    KEPT,
    KEPT_BY_THE_PROXY,
    CLOSED
  }

  static Reply ok(Json body, boolean proxied) {
    return new Reply(
        200, "OK", Optional.of(body), proxied ? Connection.KEPT_BY_THE_PROXY : Connection.KEPT);
  }

  static Reply failed(int status, String reason, Json body) {
    return new Reply(status, reason, Optional.of(body), Connection.CLOSED);
  }

  /** Without a body, as the HTTP layer itself answers. */
  public static Reply bare(int status, String reason) {
    return new Reply(status, reason, Optional.empty(), Connection.CLOSED);
  }

  /** A handler's failure with its text. */
  public static Reply failed(int status, String text) {
    return Refusal.of(status, text + "\n").reply();
  }
}
