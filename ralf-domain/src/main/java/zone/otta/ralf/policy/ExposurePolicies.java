package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zone.otta.ralf.card.Exposure;
import zone.otta.ralf.card.Port;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;

/** Who can reach the service. */
final class ExposurePolicies {
  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P016",
              "nothing is exposed to the WAN",
              "nichts ist aus dem WAN erreichbar",
              (card, site) -> wan(card)),
          Rule.of(
              "RALF-P017",
              "ports are named, each once",
              "Ports sind genannt, jeder einmal",
              (card, site) -> ports(card)),
          Rule.of(
              "RALF-P018",
              "ports are open to the site's network or less",
              "Ports sind für das Standortnetz oder weniger offen",
              ExposurePolicies::networks),
          Rule.of(
              "RALF-P019",
              "UFW stays off unless asked for",
              "UFW bleibt aus, wenn nicht verlangt",
              (card, site) -> ufw(card, site)));

  private ExposurePolicies() {}

  private static List<Finding> wan(ServiceCard card) {
    return card.exposure() != Exposure.PUBLIC
        ? List.of()
        : List.of(
            Finding.blocker(
                    "RALF-P016",
                    Text.of(
                        "the card asks for public exposure",
                        "die Karte verlangt öffentliche Erreichbarkeit"))
                .at(CardPath.EXPOSURE)
                .label(Text.of("services are internal", "Dienste sind intern"))
                .help(
                    Text.of(
                        "remove it; publish through a proxy of its own if needed",
                        "entfernen; bei Bedarf über einen eigenen Proxy veröffentlichen")));
  }

  private static List<Finding> ports(ServiceCard card) {
    if (card.ports().isEmpty()) {
      return List.of(
          Finding.warning(
                  "RALF-P017", Text.of("the card names no port", "die Karte nennt keinen Port"))
              .at(CardPath.PORTS)
              .help(Text.same("- `5432/tcp` intern (10.10.0.0/16)")));
    }
    var findings = new ArrayList<Finding>();
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < card.ports().size(); i++) {
      Port port = card.ports().get(i);
      if (!seen.add(List.of(port.number(), port.protocol(), port.from()))) {
        findings.add(
            Finding.blocker(
                    "RALF-P017",
                    Text.of(
                        "port " + port + " is named twice",
                        "Port " + port + " ist zweimal genannt"))
                .at(CardPath.PORTS.index(i)));
      }
    }
    return findings;
  }

  private static List<Finding> networks(ServiceCard card, Site site) {
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < card.ports().size(); i++) {
      Port port = card.ports().get(i);
      CardPath at = CardPath.PORTS.index(i);
      port.from()
          .filter(n -> !site.network().contains(n))
          .ifPresent(
              n ->
                  findings.add(
                      Finding.blocker(
                              "RALF-P018",
                              Text.of(
                                  "port " + port + " is open beyond the site's network",
                                  "Port " + port + " ist über das Standortnetz hinaus offen"))
                          .at(at)
                          .label(
                              Text.of(
                                  n + " is not within " + site.network(),
                                  n + " liegt nicht in " + site.network()))));
    }
    return findings;
  }

  private static List<Finding> ufw(ServiceCard card, Site site) {
    boolean both = site.proxmox().filter(ProxmoxEndpoint::firewall).isPresent();
    return card.security().ufw().filter(on -> on).stream()
        .map(
            on ->
                Finding.warning(
                        "RALF-P019", Text.of("UFW is on by default", "UFW ist standardmäßig an"))
                    .at(CardPath.UFW)
                    .label(
                        both
                            ? Text.of(
                                "and ralf.yaml has RALF set the Proxmox firewall: two filters for the same ports",
                                "und laut ralf.yaml setzt RALF die Proxmox-Firewall: zwei Filter für dieselben Ports")
                            : Text.of(
                                "can collide with the Proxmox firewall",
                                "kann mit der Proxmox-Firewall kollidieren"))
                    .help(
                        Text.of(
                            "set the default to `false`, or accept the warning",
                            "den Vorgabewert auf `false` setzen oder die Warnung annehmen")))
        .toList();
  }
}
