package zone.otta.ralf.lab.vault;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One request, and how it is answered. */
record VaultHttp(String method, String path, String query, String authorization, byte[] body) {
  private static final int MOST = 1 << 20;

  /** What goes back. */
  record Answer(int status, String body, String type) {
    static Answer json(int status, JsonNode json) {
      return new Answer(status, json.toString(), "application/json");
    }

    /** HTML if it begins like it, else called JSON. */
    static Answer called(int status, String body) {
      return new Answer(status, body, body.startsWith("<") ? "text/html" : "application/json");
    }

    static Answer ok(JsonNode json) {
      return json(200, json);
    }

    /** Vaultwarden's usual refusal. */
    static Answer refusal(int status, String message) {
      ObjectNode body = VaultStore.object().put("message", message);
      body.set("validationErrors", VaultStore.object().set("", array(message)));
      body.set("errorModel", VaultStore.object().put("message", message).put("object", "error"));
      body.put("error", "").put("error_description", "").putNull("exceptionMessage");
      return json(status, body.put("object", "error"));
    }

    private static JsonNode array(String message) {
      return JsonMapper.shared().createArrayNode().add(message);
    }

    static Answer unknown() {
      return json(
          404,
          VaultStore.object()
              .set(
                  "error",
                  VaultStore.object()
                      .put("code", 404)
                      .put("reason", "Not Found")
                      .put("description", "The requested resource could not be found.")));
    }
  }

  static VaultHttp of(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new VaultHttp(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
        authorization == null ? "" : authorization,
        body);
  }

  /** As a server's access log has it. */
  String line() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** All that was sent, as it came and decoded: what a careless server would repeat. */
  String everything() {
    String sent = new String(body, StandardCharsets.UTF_8);
    return line() + "\nAuthorization: " + authorization + "\n" + sent + "\n" + form().values();
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  /** Names in lower case, without underscores, as the server matches them. */
  Map<String, String> form() {
    var form = new HashMap<String, String>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals).toLowerCase(Locale.ROOT).replace("_", ""),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
