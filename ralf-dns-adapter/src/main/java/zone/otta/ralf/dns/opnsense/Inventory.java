package zone.otta.ralf.dns.opnsense;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** All overrides and aliases at one moment: what is saved, not what is answered. */
record Inventory(List<HostOverride> overrides, List<HostAlias> aliases) {
  Inventory {
    overrides = List.copyOf(overrides);
    aliases = List.copyOf(aliases);
  }

  /** The entries of exactly this name. */
  List<HostOverride> of(DnsName name) {
    return overrides.stream().filter(o -> o.name().equals(name.name())).toList();
  }

  /** Of these, the ones with an address. */
  List<HostOverride> addresses(DnsName name) {
    return of(name).stream().filter(HostOverride::isAddress).toList();
  }

  /** Aliases that give this name to another entry. */
  List<HostAlias> aliases(DnsName name) {
    return aliases.stream().filter(a -> a.concerns(name)).toList();
  }

  /** Further names that somebody hung on an entry, enabled or not; they go when it goes. */
  List<HostAlias> aliases(HostOverride entry) {
    return aliases.stream().filter(a -> a.of(entry)).toList();
  }

  /** The names that lead to an address, by an entry or an alias of one; a wildcard is no name. */
  List<NameHolder> holders(Ipv4Address address, String source) {
    return overrides.stream()
        .filter(HostOverride::enabled)
        .filter(o -> o.address().equals(Optional.of(address)))
        .flatMap(o -> holders(o, source))
        .filter(holder -> DnsName.parse(holder.name()).isPresent())
        .toList();
  }

  private Stream<NameHolder> holders(HostOverride entry, String source) {
    return Stream.concat(
        Stream.of(new NameHolder(entry.name(), entry.mark(), source)),
        aliases(entry).stream()
            .filter(HostAlias::enabled)
            .map(a -> new NameHolder(a.name(), Optional.empty(), source)));
  }

  /** The wildcard that answers for this name. */
  Optional<HostOverride> wildcard(DnsName name) {
    return overrides.stream().filter(o -> o.covers(name)).findFirst();
  }
}
