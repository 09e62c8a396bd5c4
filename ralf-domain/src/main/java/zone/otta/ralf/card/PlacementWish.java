package zone.otta.ralf.card;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;

/** Where the card wants the service to be. What it leaves open is proposed by the placer. */
public record PlacementWish(
    Optional<HostName> hostname,
    Optional<Ipv4Interface> address,
    Optional<DnsName> dns,
    Optional<Long> ctid,
    Optional<CtidRule> ctidRule,
    Optional<Ipv4Address> gateway,
    Optional<Boolean> dhcp,
    Optional<Platform> platform,
    List<String> reasons) {
  public static final PlacementWish OPEN =
      new PlacementWish(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public PlacementWish {
    reasons = List.copyOf(reasons);
  }

  PlacementWish withoutReasons() {
    return new PlacementWish(
        hostname, address, dns, ctid, ctidRule, gateway, dhcp, platform, List.of());
  }
}
