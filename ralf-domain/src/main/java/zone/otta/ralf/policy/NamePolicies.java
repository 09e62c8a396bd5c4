package zone.otta.ralf.policy;

import java.util.List;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;

/** Host name and DNS name. */
final class NamePolicies {
  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P014",
              "the host name cannot be taken for a number",
              "der Hostname ist nicht mit einer Zahl zu verwechseln",
              (card, site) -> hostname(card)),
          Rule.of(
              "RALF-P015",
              "the DNS name is inside the site's zone",
              "der DNS-Name liegt in der Zone des Standorts",
              NamePolicies::zone));

  private NamePolicies() {}

  private static List<Finding> hostname(ServiceCard card) {
    return card.placement().hostname().filter(h -> h.label().matches("\\d+")).stream()
        .map(
            h ->
                Finding.blocker(
                        "RALF-P014",
                        Text.of("the host name is a number", "der Hostname ist eine Zahl"))
                    .at(CardPath.HOSTNAME)
                    .label(
                        Text.of(
                            "programs take it for an address",
                            "Programme halten ihn für eine Adresse")))
        .toList();
  }

  private static List<Finding> zone(ServiceCard card, Site site) {
    return card.placement().dns().filter(n -> !n.isBelow(site.zone())).stream()
        .map(
            n ->
                Finding.blocker(
                        "RALF-P015",
                        Text.of(
                            "the DNS name is outside the site's zone",
                            "der DNS-Name liegt außerhalb der Zone des Standorts"))
                    .at(CardPath.DNS)
                    .label(Text.of("the zone is " + site.zone(), "die Zone ist " + site.zone()))
                    .help(
                        Text.of(
                            "set `" + n.firstLabel() + "." + site.zone() + "`",
                            "`" + n.firstLabel() + "." + site.zone() + "` setzen")))
        .toList();
  }
}
