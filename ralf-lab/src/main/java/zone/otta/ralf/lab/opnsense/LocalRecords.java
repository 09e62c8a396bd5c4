package zone.otta.ralf.lab.opnsense;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * What Unbound makes of the entries that are enabled: records, one a line as in a zone file, the
 * domains of wildcards, and the pointers; the first entry of an address has its pointer.
 *
 * @param records {@code NAME. TTL IN TYPE DATA}
 * @param redirects domains with a final dot: all names below them are answered alike
 * @param pointers address to {@code TTL NAME.}
 */
record LocalRecords(List<String> records, Set<String> redirects, Map<String, String> pointers) {
  /** Of local data without a lifetime of its own (unbound.conf(5)). */
  private static final String USUAL_TTL = "3600";

  LocalRecords {
    records = List.copyOf(records);
  }

  static LocalRecords of(List<Entry> entries, List<Entry> aliases) {
    var records = new ArrayList<String>();
    var redirects = new LinkedHashSet<String>();
    var pointers = new LinkedHashMap<String, String>();
    entries.stream()
        .filter(Entry::enabled)
        .forEach(
            entry -> {
              String ttl = entry.get("ttl").isEmpty() ? USUAL_TTL : entry.get("ttl");
              Stream.concat(Stream.of(entry), aliases.stream().filter(a -> of(a, entry)))
                  .forEach(
                      named -> {
                        if (named.wildcard()) {
                          redirects.add(named.name() + ".");
                        }
                        records.add(
                            String.join(
                                " ", named.name() + ".", ttl, "IN", entry.get("rr"), data(entry)));
                      });
              if (entry.get("rr").equals("A") && !entry.get("addptr").equals("0")) {
                pointers.putIfAbsent(entry.get("server"), ttl + " " + entry.name() + ".");
              }
            });
    return new LocalRecords(records, redirects, pointers);
  }

  private static boolean of(Entry alias, Entry host) {
    return alias.enabled() && alias.get("host").equals(host.id());
  }

  private static String data(Entry entry) {
    return switch (entry.get("rr")) {
      case "MX" -> entry.get("mxprio") + " " + entry.get("mx") + ".";
      case "TXT" -> '"' + entry.get("txtdata") + '"';
      default -> entry.get("server");
    };
  }

  /**
   * Whether Unbound loads it: it stops at a name that ends in two dots, and at data beneath a
   * redirect (both seen with 1.17.1).
   */
  boolean loads() {
    return records.stream()
        .map(r -> r.split(" ", 2)[0])
        .noneMatch(
            name ->
                name.endsWith("..")
                    || redirects.stream()
                        .anyMatch(domain -> name.endsWith("." + domain) && !name.equals(domain)));
  }

  /** As a part of unbound.conf. */
  String configuration() {
    var lines = new ArrayList<String>();
    lines.add("# host overrides of the OPNsense that RALF's lab emulates");
    redirects.forEach(domain -> lines.add("local-zone: \"" + domain + "\" redirect"));
    records.forEach(record -> lines.add("local-data: '" + record + "'"));
    pointers.forEach((address, to) -> lines.add("local-data-ptr: \"" + address + " " + to + "\""));
    return String.join("\n", lines) + "\n";
  }

  static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("not a name: " + text, e);
    }
  }
}
