package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Site;

/** The address, and the id that follows from it. */
final class AddressPolicies {
  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P009",
              "the address is a free one of the site's network",
              "die Adresse ist eine vergebbare des Standortnetzes",
              AddressPolicies::address),
          Rule.of(
              "RALF-P010",
              "the gateway is the site's",
              "das Gateway ist das des Standorts",
              AddressPolicies::gateway),
          Rule.of(
              "RALF-P011",
              "the address is static",
              "die Adresse ist statisch",
              (card, site) -> dhcp(card)),
          Rule.of(
              "RALF-P012",
              "the CTID follows from the address by the site's rule",
              "die CTID folgt nach der Regel des Standorts aus der Adresse",
              AddressPolicies::ctid),
          Rule.of(
              "RALF-P013",
              "the CTID rule is the site's and gives no number twice",
              "die CTID-Regel ist die des Standorts und vergibt keine Nummer zweimal",
              AddressPolicies::rule));

  private AddressPolicies() {}

  private static List<Finding> address(ServiceCard card, Site site) {
    return card.placement().address().stream().flatMap(a -> address(a, site).stream()).toList();
  }

  private static List<Finding> address(Ipv4Interface wish, Site site) {
    var findings = new ArrayList<Finding>();
    Ipv4Address address = wish.address();
    if (!site.network().contains(address)) {
      findings.add(
          badAddress(
              Text.of(
                  "not in the site's network " + site.network(),
                  "nicht im Netz des Standorts " + site.network())));
    } else if (wish.prefix() != site.network().prefix()) {
      findings.add(
          badAddress(
              Text.of(
                  "the site's prefix is /" + site.network().prefix(),
                  "das Präfix des Standorts ist /" + site.network().prefix())));
    }
    reserved(address, site).ifPresent(why -> findings.add(badAddress(why)));
    return findings;
  }

  private static Optional<Text> reserved(Ipv4Address address, Site site) {
    if (address.equals(site.network().base())) {
      return Optional.of(Text.of("the network's own address", "die Adresse des Netzes selbst"));
    }
    if (address.equals(site.network().broadcast())) {
      return Optional.of(Text.of("the broadcast address", "die Broadcast-Adresse"));
    }
    if (address.equals(site.gateway())) {
      return Optional.of(Text.of("the gateway's address", "die Adresse des Gateways"));
    }
    return address.equals(site.resolver())
        ? Optional.of(Text.of("the resolver's address", "die Adresse des Resolvers"))
        : Optional.empty();
  }

  private static Finding badAddress(Text why) {
    return Finding.blocker(
            "RALF-P009", Text.of("the address cannot be given", "die Adresse ist nicht vergebbar"))
        .at(CardPath.ADDRESS)
        .label(why)
        .help(
            Text.of(
                "remove the line and let `ralf place` propose one",
                "die Zeile streichen und `ralf place` vorschlagen lassen"));
  }

  private static List<Finding> gateway(ServiceCard card, Site site) {
    return card.placement().gateway().filter(g -> !g.equals(site.gateway())).stream()
        .map(
            g ->
                Finding.blocker(
                        "RALF-P010",
                        Text.of(
                            "the gateway is not the site's",
                            "das Gateway ist nicht das des Standorts"))
                    .at(CardPath.GATEWAY)
                    .label(
                        Text.of(
                            "the site's is " + site.gateway(),
                            "das des Standorts ist " + site.gateway())))
        .toList();
  }

  private static List<Finding> dhcp(ServiceCard card) {
    return card.placement().dhcp().filter(d -> d).stream()
        .map(
            d ->
                Finding.blocker(
                        "RALF-P011",
                        Text.of(
                            "the address is to come from DHCP", "die Adresse soll von DHCP kommen"))
                    .at(CardPath.DHCP)
                    .label(
                        Text.of(
                            "services have static addresses", "Dienste haben statische Adressen")))
        .toList();
  }

  private static List<Finding> ctid(ServiceCard card, Site site) {
    Optional<Long> wish = card.placement().ctid();
    if (wish.isEmpty()) {
      return List.of();
    }
    if (wish.get() < Ctid.MIN || wish.get() > Ctid.MAX) {
      return List.of(
          Finding.blocker(
                  "RALF-P012", Text.of("the CTID is out of range", "die CTID liegt außerhalb"))
              .at(CardPath.CTID)
              .label(Text.same(Ctid.MIN + ".." + Ctid.MAX)));
    }
    return card.placement().address().map(Ipv4Interface::address).stream()
        .filter(a -> site.ctidRule().number(a) != wish.get())
        .map(a -> wrongNumber(a, site.ctidRule()))
        .toList();
  }

  private static Finding wrongNumber(Ipv4Address address, CtidRule rule) {
    int number = rule.number(address);
    return Finding.blocker(
            "RALF-P012",
            Text.of(
                "the CTID does not follow from the address",
                "die CTID folgt nicht aus der Adresse"))
        .at(CardPath.CTID)
        .label(
            Text.of(
                rule.formula() + " of " + address + " is " + number,
                rule.formula() + " von " + address + " ist " + number))
        .help(Text.of("set `" + number + "`", "`" + number + "` setzen"));
  }

  private static List<Finding> rule(ServiceCard card, Site site) {
    Optional<CtidRule> own = card.placement().ctidRule();
    if (own.filter(r -> r != site.ctidRule()).isPresent()) {
      return List.of(foreignRule(own.get(), site));
    }
    return site.ctidRule().collisionFree(site.network())
        ? List.of()
        : List.of(
            Finding.blocker(
                    "RALF-P013",
                    Text.of(
                        "the site's CTID rule gives numbers twice",
                        "die CTID-Regel des Standorts vergibt Nummern zweimal"))
                .at(CardPath.CTID_RULE)
                .label(
                    Text.of(
                        site.ctidRule().formula() + " in " + site.network(),
                        site.ctidRule().formula() + " in " + site.network())));
  }

  private static Finding foreignRule(CtidRule own, Site site) {
    Finding finding =
        Finding.blocker(
                "RALF-P013",
                Text.of(
                    "the CTID rule is not the site's",
                    "die CTID-Regel ist nicht die des Standorts"))
            .at(CardPath.CTID_RULE)
            .label(
                Text.of(
                    "the site's is " + site.ctidRule().formula(),
                    "die des Standorts ist " + site.ctidRule().formula()));
    return own.collisionFree(site.network())
        ? finding
        : finding.note(
            Text.of(
                own.formula() + " gives two addresses of " + site.network() + " the same number",
                own.formula() + " gibt zwei Adressen von " + site.network() + " dieselbe Nummer"));
  }
}
