package zone.otta.ralf.dns.pihole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** All local records of the Pi-hole at one time, in its own order. */
record Records(List<HostLine> hosts, List<CnameLine> aliases) {
  Records {
    hosts = List.copyOf(hosts);
    aliases = List.copyOf(aliases);
  }

  static Records of(List<String> hosts, List<String> aliases) {
    return new Records(
        hosts.stream().flatMap(line -> HostLine.parse(line).stream()).toList(),
        aliases.stream().map(CnameLine::parse).toList());
  }

  /** The lines that give the name an address, whichever names they hold besides. */
  List<HostLine> at(DnsName name) {
    return hosts.stream().filter(line -> line.names(name)).toList();
  }

  /** Those of them with an IPv4 address. */
  List<HostLine> ipv4At(DnsName name) {
    return at(name).stream().filter(line -> line.ipv4().isPresent()).toList();
  }

  boolean isAlias(DnsName name) {
    return aliases.stream().anyMatch(line -> line.names(name));
  }

  /** Everything about the name, for messages. */
  List<String> about(DnsName name) {
    var all = new ArrayList<String>();
    aliases.stream().filter(line -> line.names(name)).forEach(line -> all.add(line.toString()));
    at(name).forEach(line -> all.add(line.text()));
    return all;
  }

  /** The names of an address, in the order of the lines. */
  List<String> namesOf(Ipv4Address address) {
    return hosts.stream()
        .filter(line -> line.ipv4().equals(Optional.of(address)))
        .flatMap(line -> line.names().stream())
        .distinct()
        .toList();
  }

  /** What the PTR record of an address leads to: the first name of its first line. */
  Optional<String> pointer(Ipv4Address address) {
    return namesOf(address).stream().findFirst();
  }
}
