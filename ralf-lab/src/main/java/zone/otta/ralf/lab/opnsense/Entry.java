package zone.otta.ralf.lab.opnsense;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A host override, or an alias of one. Every value is a text, as in the firewall's configuration.
 *
 * @param fields of the model: {@code hostname}, {@code domain}, {@code rr}, {@code server} ...
 */
record Entry(String id, Map<String, String> fields) {
  Entry {
    fields = Map.copyOf(fields);
  }

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  boolean enabled() {
    return get("enabled").equals("1");
  }

  boolean wildcard() {
    return get("hostname").equals("*");
  }

  /** The name it is for; of a wildcard the domain. */
  String name() {
    return get("hostname").isEmpty() || wildcard()
        ? get("domain")
        : get("hostname") + "." + get("domain");
  }

  /** The same with these fields changed; those not sent stay. */
  Entry with(Map<String, String> sent) {
    var all = new LinkedHashMap<>(fields);
    all.putAll(sent);
    return new Entry(id, all);
  }
}
