package zone.otta.ralf.lab.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param target path and query as they came
 * @param headers names in lower case
 */
public record Request(String method, String target, Map<String, String> headers, byte[] body) {
  private static final String BASE = "/api2/json";

  public Request {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  private String rawPath() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  String query() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** Whether it asks the API at all. */
  boolean api() {
    return rawPath().equals(BASE) || rawPath().startsWith(BASE + "/");
  }

  /** The path below the API, decoded, with single slashes, none at its end. */
  public String path() {
    return "/" + String.join("/", segments());
  }

  List<String> segments() {
    String path = api() ? rawPath().substring(BASE.length()) : rawPath();
    var segments = new ArrayList<String>();
    Arrays.stream(path.split("/"))
        .filter(s -> !s.isEmpty())
        .forEach(s -> segments.add(decode(s.replace("+", "%2B"))));
    return segments;
  }

  /** Method, path and query, as the proxy's access log has them (proxmox.md, section 4). */
  public String line() {
    return method + " " + path() + (query().isEmpty() ? "" : "?" + query());
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
