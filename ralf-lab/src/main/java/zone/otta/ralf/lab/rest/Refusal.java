package zone.otta.ralf.lab.rest;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.NodeFailure;

/**
 * An answer that is no success, with Proxmox's words; what the handlers say has a JSON body, what
 * the layer below them says has none (proxmox.md section 4).
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String message;
  private final boolean body;
  private final transient SortedMap<String, String> errors;

  private Refusal(int status, String message, boolean body, SortedMap<String, String> errors) {
    super(message);
    this.status = status;
    this.message = message;
    this.body = body;
    this.errors = Collections.unmodifiableSortedMap(errors);
  }

  /** A failure of a handler; its text ends with a newline. */
  static Refusal of(int status, String message) {
    return new Refusal(status, message, true, new TreeMap<>());
  }

  /** Said by the HTTP layer: the reason phrase alone. */
  static Refusal bare(int status, String reason) {
    return new Refusal(status, reason, false, new TreeMap<>());
  }

  /**
   * @param what path and privileges, or another reason
   */
  static Refusal forbidden(String what) {
    return of(403, "Permission check failed (" + what + ")\n");
  }

  static Refusal parameters(Map<String, String> errors) {
    return new Refusal(400, "Parameter verification failed.\n", true, new TreeMap<>(errors));
  }

  static Refusal parameter(String name, String reason) {
    return parameters(Map.of(name, reason));
  }

  static Refusal of(NodeFailure failure) {
    return new Refusal(
        failure.aboutParameters() ? 400 : 500, failure.message(), true, failure.errors());
  }

  Reply reply() {
    String reason = message.lines().findFirst().orElse("");
    if (!body) {
      return Reply.bare(status, reason);
    }
    Json.Obj json = Json.object().with("data", new Json.Null()).with("message", message);
    if (!errors.isEmpty()) {
      Json.Obj reasons = Json.object();
      for (var each : errors.entrySet()) {
        reasons = reasons.with(each.getKey(), each.getValue());
      }
      json = json.with("errors", reasons);
    }
    return Reply.failed(status, reason, json);
  }
}
