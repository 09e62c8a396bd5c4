package zone.otta.ralf.dns.pihole;

import java.util.ArrayList;
import java.util.List;

/**
 * One kind of request, and what it is about.
 *
 * @param path its parts below the root, not encoded
 * @param changes whether it asks for a change of the records
 */
record ApiCall(String method, List<String> path, boolean changes) {
  private static final List<String> HOSTS = List.of("api", "config", "dns", "hosts");
  private static final List<String> ALIASES = List.of("api", "config", "dns", "cnameRecords");
  private static final List<String> AUTH = List.of("api", "auth");

  ApiCall {
    path = List.copyOf(path);
  }

  /** No request at all. */
  static ApiCall handshake() {
    return new ApiCall("TLS", List.of(), false);
  }

  static ApiCall logIn() {
    return new ApiCall("POST", AUTH, false);
  }

  static ApiCall logOut() {
    return new ApiCall("DELETE", AUTH, false);
  }

  static ApiCall hosts() {
    return new ApiCall("GET", HOSTS, false);
  }

  static ApiCall aliases() {
    return new ApiCall("GET", ALIASES, false);
  }

  static ApiCall add(String line) {
    return new ApiCall("PUT", below(line), true);
  }

  static ApiCall remove(String line) {
    return new ApiCall("DELETE", below(line), true);
  }

  private static List<String> below(String line) {
    var path = new ArrayList<>(HOSTS);
    path.add(line);
    return path;
  }

  /** For messages. */
  @Override
  public String toString() {
    return path.isEmpty() ? method : method + " /" + String.join("/", path);
  }
}
