package zone.otta.ralf.dns.opnsense;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * A host override, as a row of the list has it.
 *
 * @param name of host and domain, in lower case, without a final dot; the domain alone where the
 *     host is empty, {@code *.DOMAIN} for a wildcard
 * @param type {@code A}, {@code AAAA}, {@code MX} or {@code TXT}
 * @param server the address; empty for other types
 * @param ttl seconds; empty where none is set, or this version knows none
 */
record HostOverride(
    String id,
    boolean enabled,
    String name,
    String type,
    String server,
    Optional<Integer> ttl,
    String description) {
  private static final String WILDCARD = "*.";

  /** Empty if the row is not what a list of OPNsense holds. */
  static Optional<HostOverride> of(JsonNode row) {
    String id = row.path("uuid").asString("");
    String domain = row.path("domain").asString("");
    String type = row.path("rr").asString("").split(" ", 2)[0];
    if (id.isEmpty() || domain.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HostOverride(
            id,
            row.path("enabled").asString("").equals("1"),
            name(row.path("hostname").asString(""), domain),
            type,
            row.path("server").asString(""),
            seconds(row.path("ttl").asString("")),
            row.path("description").asString("")));
  }

  static String name(String host, String domain) {
    String both = host.isEmpty() ? domain : host + "." + domain;
    String lower = both.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Optional<Integer> seconds(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  boolean isAddress() {
    return type.equals("A");
  }

  Optional<Ipv4Address> address() {
    return isAddress() ? Ipv4Address.parse(server) : Optional.empty();
  }

  /**
   * Whether Unbound answers this for every name of a domain, the given one among them: it makes a
   * redirect zone of it, beneath which no other data may stand.
   */
  boolean covers(DnsName wanted) {
    return enabled && covers(name, wanted);
  }

  static boolean covers(String name, DnsName wanted) {
    if (!name.startsWith(WILDCARD)) {
      return false;
    }
    String domain = name.substring(WILDCARD.length());
    return wanted.name().equals(domain) || wanted.name().endsWith("." + domain);
  }

  /** The mark, if this is the entry RALF keeps for its name. A copy of it is none. */
  Optional<Mark> mark() {
    return isAddress() && DnsName.parse(name).filter(n -> EntryId.of(n).equals(id)).isPresent()
        ? Mark.find(description)
        : Optional.empty();
  }

  /** As people read it: {@code A 10.10.20.10}. */
  String shown() {
    return type + (server.isEmpty() ? "" : " " + server) + (enabled ? "" : " (disabled)");
  }
}
