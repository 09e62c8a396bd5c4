package zone.otta.ralf.lab.pihole;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request, and how it is answered.
 *
 * @param path its parts, decoded: {@code api}, {@code config}, {@code dns}, {@code hosts}, and
 *     perhaps an item
 * @param session what the header X-FTL-SID says
 */
record PiholeHttp(String method, List<String> path, String session, byte[] body) {
  private static final int MOST = 1 << 20;
  private static final int ITEM = 4;

  /** What goes back; HTML if it begins like it, else called JSON. */
  record Answer(int status, String body) {
    static Answer json(int status, ObjectNode json) {
      return new Answer(status, json.put("took", 0.0003).toString());
    }

    static Answer error(int status, String key, String message, String hint) {
      ObjectNode error = object().put("key", key).put("message", message).put("hint", hint);
      return json(status, object().set("error", error));
    }

    static Answer empty(int status) {
      return new Answer(status, "");
    }
  }

  static PiholeHttp of(HttpExchange exchange) throws IOException {
    return new PiholeHttp(
        exchange.getRequestMethod(),
        Arrays.stream(exchange.getRequestURI().getRawPath().substring(1).split("/"))
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList(),
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-FTL-SID"), ""),
        exchange.getRequestBody().readNBytes(MOST));
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** As a log has it. */
  String line() {
    return method + " /" + String.join("/", path);
  }

  /** What it is about, without an item: {@code PUT hosts}, {@code POST auth}. */
  String command() {
    List<String> words = path.subList(0, Math.min(path.size(), ITEM));
    return method + " " + words.get(words.size() - 1);
  }

  boolean under(String... parts) {
    return path.size() >= parts.length && path.subList(0, parts.length).equals(List.of(parts));
  }

  Optional<String> item() {
    return path.size() == ITEM + 1 ? Optional.of(path.get(ITEM)) : Optional.empty();
  }

  /** A text of the body. */
  Optional<String> text(String name) {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(body))
          .map(json -> json.path(name))
          .filter(JsonNode::isString)
          .map(JsonNode::asString);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
