package zone.otta.ralf.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;

/** What two cards cannot both have. */
final class Clashes {
  private Clashes() {}

  static List<Finding> judge(
      ServiceCard card, Optional<Placement> placement, List<ServiceCard> others) {
    var findings = new ArrayList<Finding>();
    for (ServiceCard other : others) {
      if (other.service().equals(card.service())) {
        findings.add(sameService(card));
      }
      placement.ifPresent(p -> findings.addAll(judge(p, other)));
    }
    return findings;
  }

  private static List<Finding> judge(Placement mine, ServiceCard other) {
    var findings = new ArrayList<Finding>();
    PlacementWish theirs = other.placement();
    same(theirs.address().map(Ipv4Interface::address), mine.address().address())
        .ifPresent(
            v ->
                findings.add(clash("RALF-L006", "address", "Adresse", v, CardPath.ADDRESS, other)));
    same(theirs.ctid().map(Long::intValue), mine.ctid().number())
        .ifPresent(v -> findings.add(clash("RALF-L007", "CTID", "CTID", v, CardPath.CTID, other)));
    same(theirs.hostname().map(HostName::label), mine.hostname().label())
        .ifPresent(
            v ->
                findings.add(
                    clash("RALF-L008", "host name", "Hostname", v, CardPath.HOSTNAME, other)));
    same(theirs.dns().map(DnsName::name), mine.dns().name())
        .ifPresent(
            v -> findings.add(clash("RALF-L009", "DNS name", "DNS-Name", v, CardPath.DNS, other)));
    return findings;
  }

  private static <T> Optional<String> same(Optional<T> theirs, T mine) {
    return theirs.filter(mine::equals).map(Object::toString);
  }

  private static Finding sameService(ServiceCard card) {
    return Finding.blocker(
            "RALF-L010",
            Text.of(
                "two cards describe the service " + card.service(),
                "zwei Karten beschreiben den Dienst " + card.service()))
        .at(CardPath.SERVICE);
  }

  private static Finding clash(
      String code, String en, String de, String value, CardPath at, ServiceCard other) {
    return Finding.blocker(
            code,
            Text.of(
                en + " " + value + " is also wanted by " + other.service(),
                de + " " + value + " beansprucht auch " + other.service()))
        .at(at)
        .label(Text.of("already taken", "schon vergeben"));
  }
}
