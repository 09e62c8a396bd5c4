package zone.otta.ralf.lab.opnsense;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries as the lists of a release show them (dns.md section 2.4). */
final class OverrideRows {
  private static final Map<String, String> TYPES =
      Map.of(
          "A", "A (IPv4 address)",
          "AAAA", "AAAA (IPv6 address)",
          "MX", "MX (Mail server)",
          "TXT", "TXT (Text)");
  private final OpnsenseRelease release;

  OverrideRows(OpnsenseRelease release) {
    this.release = release;
  }

  private ObjectNode row(Entry entry) {
    ObjectNode row =
        OpnsenseHttp.object().put("uuid", entry.id()).put("enabled", entry.get("enabled"));
    for (String field : List.of("hostname", "domain", "mxprio", "mx", "server", "description")) {
      row.put(field, entry.get(field));
    }
    String type = entry.get("rr");
    String described = TYPES.getOrDefault(type, type);
    row.put("rr", release.listsCodes() ? type : described);
    if (release.listsCodes()) {
      row.put("%rr", described);
    }
    if (release.knowsLifetimes()) {
      row.put("ttl", entry.get("ttl"));
    }
    if (release.knowsTexts()) {
      row.put("txtdata", entry.get("txtdata"));
    }
    return row;
  }

  ObjectNode hosts(List<Entry> entries, List<Entry> aliases) {
    ArrayNode rows = OpnsenseHttp.object().putArray("rows");
    for (Entry entry : entries) {
      ObjectNode row = row(entry);
      if (release.listsAliases()) {
        row.put("isAlias", false).put("addptr", entry.get("addptr"));
        ArrayNode children = row.putArray("_children");
        aliases.stream()
            .filter(a -> a.get("host").equals(entry.id()))
            .forEach(a -> children.add(alias(a, entries).put("isAlias", true)));
      }
      rows.add(row);
    }
    return list(rows);
  }

  ObjectNode aliases(List<Entry> aliases, List<Entry> hosts) {
    ArrayNode rows = OpnsenseHttp.object().putArray("rows");
    aliases.forEach(a -> rows.add(alias(a, hosts)));
    return list(rows);
  }

  private ObjectNode alias(Entry alias, List<Entry> hosts) {
    String host =
        hosts.stream()
            .filter(h -> h.id().equals(alias.get("host")))
            .map(Entry::name)
            .findFirst()
            .orElse("");
    ObjectNode row =
        OpnsenseHttp.object()
            .put("uuid", alias.id())
            .put("enabled", alias.get("enabled"))
            .put("hostname", alias.get("hostname"))
            .put("domain", alias.get("domain"))
            .put("host", release.listsCodes() ? alias.get("host") : host);
    return release.listsCodes() ? row.put("%host", host) : row;
  }

  private static ObjectNode list(ArrayNode rows) {
    ObjectNode list = OpnsenseHttp.object();
    list.set("rows", rows);
    return list.put("rowCount", rows.size()).put("total", rows.size()).put("current", 1);
  }

  /** One entry for its form: options are maps, not texts. */
  ObjectNode form(Entry entry) {
    ObjectNode host = row(entry);
    host.remove(List.of("uuid", "%rr", "rr"));
    ObjectNode options = host.putObject("rr");
    TYPES.keySet().stream()
        .sorted()
        .filter(type -> !type.equals("TXT") || release.knowsTexts())
        .forEach(
            type ->
                options
                    .putObject(type)
                    .put("value", TYPES.getOrDefault(type, type))
                    .put("selected", type.equals(entry.get("rr")) ? 1 : 0));
    ObjectNode form = OpnsenseHttp.object();
    form.set("host", host);
    return form;
  }
}
