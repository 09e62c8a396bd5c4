package zone.otta.ralf.lab.rest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.json.Json;

/**
 * Query and body as one set of parameters, with the server's habits: a raw {@code =} ends a value,
 * {@code ;} separates like {@code &}, the query wins (proxmox.md, trap 6 and section 4).
 */
final class Parameters {
  private Parameters() {}

  static SortedMap<String, String> of(Request request) throws Refusal {
    var all = new TreeMap<String, String>();
    byte[] body = request.body();
    if (body.length > 0) {
      String type =
          request
              .header("content-type")
              .orElse("")
              .split(";", 2)[0]
              .strip()
              .toLowerCase(Locale.ROOT);
      String text = new String(body, StandardCharsets.UTF_8);
      switch (type) {
        case "application/x-www-form-urlencoded" -> form(text, all);
        case "application/json" -> json(text, all);
        default -> throw Refusal.bare(506, "upload 'Content-Type '" + type + "' not implemented");
      }
    }
    form(request.query(), all);
    return all;
  }

  private static void form(String text, Map<String, String> all) {
    for (String pair : text.split("[&;]")) {
      String[] parts = pair.split("=", -1);
      if (!parts[0].isEmpty()) {
        all.put(Request.decode(parts[0]), parts.length > 1 ? Request.decode(parts[1]) : "");
      }
    }
  }

  private static void json(String text, Map<String, String> all) throws Refusal {
    Json.Obj object;
    try {
      object = FlatJson.read(text);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.bare(500, "malformed JSON string");
    }
    for (Json.Member member : object.members()) {
      String value =
          switch (member.value()) {
            case Json.Str string -> string.value();
            case Json.Num number -> Long.toString(number.value());
            case Json.Bool truth -> truth.value() ? "1" : "0";
            case Json.Null nothing -> "";
            case Json.Obj nested -> throw nested(member.name(), "HASH");
            case Json.Arr list -> throw nested(member.name(), "ARRAY");
          };
      all.put(member.name(), value);
    }
  }

  private static Refusal nested(String name, String kind) {
    return Refusal.parameter(name, "type check ('string') failed - got " + kind);
  }
}
