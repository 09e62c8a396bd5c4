package zone.otta.ralf.dns.opnsense;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.site.DnsName;

/**
 * A further name of a host override.
 *
 * @param name as an override's
 * @param host of which: its name or id, as the list has it
 */
record HostAlias(boolean enabled, String name, String host) {
  static Optional<HostAlias> of(JsonNode row) {
    String domain = row.path("domain").asString("");
    String host = row.path("%host").asString(row.path("host").asString(""));
    return domain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HostAlias(
                row.path("enabled").asString("").equals("1"),
                HostOverride.name(row.path("hostname").asString(""), domain),
                host));
  }

  boolean of(HostOverride entry) {
    return host.equals(entry.name()) || host.equals(entry.id());
  }

  boolean concerns(DnsName wanted) {
    return name.equals(wanted.name()) || enabled && HostOverride.covers(name, wanted);
  }
}
