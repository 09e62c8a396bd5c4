package zone.otta.ralf.lab.opnsense;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One request, and how it is answered (dns.md section 2.1). */
record OpnsenseHttp(
    String method, String path, String authorization, String contentType, byte[] body) {
  private static final int MOST = 1 << 20;
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  /** What goes back. */
  record Answer(int status, String body) {
    static Answer ok(JsonNode json) {
      return new Answer(200, json.toString());
    }

    static Answer result(String result) {
      return ok(object().put("result", result));
    }

    /** What the framework says before the code is reached. */
    static Answer turnedAway(int status, String message) {
      return new Answer(status, object().put("status", status).put("message", message).toString());
    }

    static Answer noSuchEndpoint() {
      return new Answer(404, object().put("errorMessage", "Endpoint not found").toString());
    }

    static Answer failed(String message, String title) {
      return new Answer(
          500, object().put("errorMessage", message).put("errorTitle", title).toString());
    }
  }

  static OpnsenseHttp of(HttpExchange exchange) throws IOException {
    return new OpnsenseHttp(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        header(exchange, "Authorization"),
        header(exchange, "Content-Type"),
        exchange.getRequestBody().readNBytes(MOST));
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  String line() {
    return method + " " + path;
  }

  boolean posted() {
    return method.equals("POST");
  }

  /** The part of the path below {@code /api/unbound/}: controller, command, arguments. */
  String[] words() {
    return path.replaceFirst("^/api/unbound/", "").split("/", 3);
  }

  /** The command in snake case, whichever way it was written. */
  String command() {
    String[] words = words();
    return words.length < 2
        ? ""
        : CAPITAL.matcher(words[1]).replaceAll(m -> "_" + m.group().toLowerCase(Locale.ROOT));
  }

  String argument() {
    String[] words = words();
    return words.length < 3 ? "" : words[2];
  }

  boolean inSnakeCase() {
    return words().length > 1 && words()[1].contains("_");
  }

  boolean inCamelCase() {
    return words().length > 1 && CAPITAL.matcher(words()[1]).find();
  }

  private boolean calledJson() {
    return contentType.equals("application/json")
        || contentType.equals("application/json;charset=utf-8");
  }

  /** An empty body that is called JSON, with GET as well. */
  boolean invalidJson() {
    return calledJson() && (body.length == 0 || parsed().isEmpty());
  }

  private Optional<JsonNode> parsed() {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** What was posted; nothing if it was not called JSON in one of the two ways. */
  JsonNode posting() {
    return posted() && calledJson() ? parsed().orElseGet(OpnsenseHttp::object) : object();
  }

  /** The texts of a posted object; empty if there is none of this name. */
  Optional<Map<String, String>> posting(String root) {
    JsonNode part = posting().path(root);
    if (!part.isObject()) {
      return Optional.empty();
    }
    var fields = new java.util.LinkedHashMap<String, String>();
    part.properties().forEach(e -> fields.put(e.getKey(), e.getValue().asString("")));
    return Optional.of(fields);
  }
}
