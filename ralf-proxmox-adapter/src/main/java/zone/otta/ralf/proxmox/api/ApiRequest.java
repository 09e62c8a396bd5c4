package zone.otta.ralf.proxmox.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call.
 *
 * @param path segments below {@code /api2/json}, plain
 * @param parameters plain; in the body of POST and PUT, in the query of GET and DELETE, which must
 *     have no body
 */
record ApiRequest(Method method, List<String> path, Map<String, String> parameters) {
  enum Method {
    GET,
    POST,
    PUT,
    DELETE;

    boolean changes() {
      return this != GET;
    }

    boolean hasBody() {
      return this == POST || this == PUT;
    }
  }

  ApiRequest {
    path = List.copyOf(path);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** {@code /api2/json/nodes/pve/lxc?purge=1}, percent-encoded. */
  String target() {
    String place =
        path.stream().map(FormText::encode).collect(Collectors.joining("/", "/api2/json/", ""));
    return method.hasBody() || parameters.isEmpty()
        ? place
        : place + "?" + FormText.form(parameters);
  }

  /** Without parameters, which may be secret. */
  @Override
  public String toString() {
    return method + " /" + String.join("/", path);
  }

  /** The form; empty for GET and DELETE. */
  String body() {
    return method.hasBody() ? FormText.form(parameters) : "";
  }
}
