package zone.otta.ralf.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** All resolvers of a site. */
public final class Resolvers {
  private final List<Resolver> all;

  /**
   * @param lab refuse those that are not on loopback
   */
  public Resolvers(List<DnsEndpoint.Server> where, boolean lab) {
    this.all = where.stream().map(server -> new Resolver(server, lab)).toList();
  }

  /** The one that clients use. */
  public Resolver first() {
    return all.get(0);
  }

  /** What each says of a name, in the order of the site. */
  public List<Resolution> resolve(DnsName name) {
    Deadline deadline = Deadline.after(Deadline.CALL);
    return all.stream().map(r -> r.resolve(name, deadline)).toList();
  }

  /** The addresses that the first one knows for a name; empty as well if it does not answer. */
  public List<Ipv4Address> firstAddresses(DnsName name, Deadline deadline) {
    return first().resolve(name, deadline) instanceof Resolution.Answered answered
        ? answered.addresses()
        : List.of();
  }

  /**
   * The names that an address leads to, as the resolvers see it, each once.
   *
   * @throws PortException if none of them answers
   */
  public List<NameHolder> holders(Ipv4Address address) {
    Deadline deadline = Deadline.after(Deadline.CALL);
    var holders = new ArrayList<NameHolder>();
    var silent = new ArrayList<PortException>();
    for (Resolver resolver : all) {
      try {
        resolver.pointers(address, deadline).forEach(n -> add(holders, resolver, n));
      } catch (PortException e) {
        silent.add(e);
      }
    }
    if (silent.size() == all.size()) {
      throw silent.get(0);
    }
    return holders;
  }

  private static void add(List<NameHolder> holders, Resolver resolver, Name found) {
    String name = found.toString(true);
    if (holders.stream().noneMatch(h -> h.name().equalsIgnoreCase(name))) {
      holders.add(new NameHolder(name, Optional.empty(), "PTR at " + resolver.name()));
    }
  }
}
