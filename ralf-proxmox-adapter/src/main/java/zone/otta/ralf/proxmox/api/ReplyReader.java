package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.ReplyBody;

/**
 * Reads an answer. Refusals by a handler are JSON with {@code message}; those of the HTTP layer,
 * and all of servers before late 8.3, have their text in the reason phrase only (proxmox.md,
 * section 4).
 */
final class ReplyReader {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_BYTES = 16 << 20;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private final ApiFailures failures;

  ReplyReader(ApiFailures failures) {
    this.failures = failures;
  }

  ApiReply read(Response response, Text title) throws IOException {
    byte[] bytes = ReplyBody.read(response, MOST_BYTES, () -> failures.tooMuch(title, MOST_BYTES));
    String body = new String(bytes, StandardCharsets.UTF_8);
    String reason = response.message().strip();
    int status = response.code();
    Optional<JsonNode> json = json(body);
    if (status == OK) {
      JsonNode answer = json.filter(j -> j.has("data")).orElseThrow(() -> failures.garbled(title));
      return new ApiReply(status, "", answer.get("data"), at(response));
    }
    if (unavailable(status)) {
      throw failures.noBackend(title, status, reason);
    }
    if (status < BAD_REQUEST) {
      throw failures.notTheApi(title, status);
    }
    return new ApiReply(
        status, text(status, reason, body, json), MissingNode.getInstance(), at(response));
  }

  private static Optional<Instant> at(Response response) {
    return Optional.ofNullable(response.headers().getInstant("Date"));
  }

  /** The proxy could not reach the daemon or the node behind it, or waited in vain for it. */
  private static boolean unavailable(int status) {
    return status >= 502 && status <= 504 || status >= 595 && status <= 599;
  }

  private static String text(int status, String reason, String body, Optional<JsonNode> json) {
    String message =
        json.map(j -> j.path("message").asString("").strip())
            .filter(m -> !m.isEmpty())
            .orElse(reason.isEmpty() && json.isEmpty() ? body.strip() : reason);
    // The form in which pct says it, so that one table knows both.
    String head = status == BAD_REQUEST ? status + " " + message : message;
    String errors = json.map(j -> errors(j.path("errors"))).orElse("");
    return errors.isEmpty() ? head : head + "\n" + errors;
  }

  private static String errors(JsonNode errors) {
    return errors.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + ": " + e.getValue().asString("").strip())
        .collect(Collectors.joining("\n"));
  }

  private static Optional<JsonNode> json(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
