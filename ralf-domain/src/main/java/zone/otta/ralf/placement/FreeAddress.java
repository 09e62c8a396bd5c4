package zone.otta.ralf.placement;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.Site;

/** Proposes addresses: in the category's third octet, in steps of ten from .10. */
final class FreeAddress {
  private static final int STEP = 10;
  private static final int LAST = 250;

  private FreeAddress() {}

  /** Whether third octets are categories here: the network holds more than one of them. */
  static boolean categorized(Ipv4Network network) {
    return network.prefix() < 24;
  }

  /** The third octet for the card's service; empty if its category is not known. */
  static Optional<Integer> octet(ServiceCard card, Site site) {
    return categorized(site.network())
        ? ServiceKinds.category(card)
        : Optional.of(site.network().base().octet(3));
  }

  /** The first one that is free and, where the card names a CTID, has that number. */
  static Optional<Ipv4Address> first(
      int octet, Site site, Set<Ipv4Address> taken, Optional<Long> ctid) {
    int base = site.network().base().bits() & 0xffff0000 | octet << 8;
    IntStream last =
        ctid.isPresent()
            ? IntStream.rangeClosed(1, 254)
            : IntStream.rangeClosed(1, LAST / STEP).map(n -> n * STEP);
    return last.mapToObj(n -> new Ipv4Address(base | n))
        .filter(a -> usable(a, site) && !taken.contains(a))
        .filter(a -> ctid.isEmpty() || ctid.get() == site.ctidRule().number(a))
        .findFirst();
  }

  private static boolean usable(Ipv4Address address, Site site) {
    return site.network().contains(address)
        && !address.equals(site.network().base())
        && !address.equals(site.network().broadcast())
        && !address.equals(site.gateway())
        && !address.equals(site.resolver());
  }
}
