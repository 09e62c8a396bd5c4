package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.card.Port;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.recipe.Recipe;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;

/** The firewall of Proxmox VE, where the site wants RALF to set it. */
final class Firewalls {
  private Firewalls() {}

  /**
   * Who may come in: to the service its clients; to the card's other ports whom the card names,
   * else the site's network; to SSH the site's network where RALF enters containers that way. Empty
   * where the site does not want rules.
   */
  static List<FirewallRule> rules(ServiceCard card, Site site, Recipe recipe, Deployment d) {
    if (!wanted(site)) {
      return List.of();
    }
    String everybody = site.network().toString();
    var rules = new ArrayList<FirewallRule>();
    rules.add(FirewallRule.accept("tcp", recipe.port(), d.clients().toString()));
    for (Port port : card.ports()) {
      if (port.number() == recipe.port() && port.protocol() == Port.Protocol.TCP) {
        continue;
      }
      String from = port.from().map(Object::toString).orElse(everybody);
      rules.add(FirewallRule.accept(port.protocol().word(), port.number(), from));
    }
    if (site.proxmox().map(ProxmoxEndpoint::guest).orElse(null) instanceof GuestAccess.Ssh ssh) {
      rules.add(FirewallRule.accept("tcp", ssh.port(), everybody));
    }
    return List.copyOf(rules);
  }

  /** What keeps the rules from having an effect, outside the container. One question. */
  static List<Finding> idle(ContainerHost host, List<Step> steps) {
    return steps.stream().anyMatch(Step.SetFirewall.class::isInstance) ? idle(host) : List.of();
  }

  /** Whether the site wants rules at all. */
  static boolean wanted(Site site) {
    return site.proxmox().filter(ProxmoxEndpoint::firewall).isPresent();
  }

  static List<Finding> idle(ContainerHost host) {
    return switch (host.datacenterFirewall()) {
      case ON -> List.of();
      case OFF -> List.of(off());
      case HIDDEN -> List.of(hidden());
    };
  }

  private static Finding off() {
    return Finding.warning(
            "RALF-N050",
            Text.of(
                "the datacenter's firewall is off: the rules will be stored, and idle",
                "die Firewall des Rechenzentrums ist aus: die Regeln werden gespeichert und wirken nicht"))
        .help(
            Text.of(
                "switch it on when your own way to the nodes is let through: `pvesh set /cluster/firewall/options --enable 1`",
                "einschalten, wenn der eigene Weg zu den Knoten freigegeben ist: `pvesh set /cluster/firewall/options --enable 1`"));
  }

  private static Finding hidden() {
    return Finding.hint(
            "RALF-N051",
            Text.of(
                "whether the datacenter's firewall is on cannot be seen; while it is off, the rules are idle",
                "ob die Firewall des Rechenzentrums an ist, ist nicht zu sehen; solange sie aus ist, wirken die Regeln nicht"))
        .help(
            Text.of(
                "`pvesh get /cluster/firewall/options` on the node shows it; a token sees it with Sys.Audit on /",
                "`pvesh get /cluster/firewall/options` auf dem Knoten zeigt es; ein Token sieht es mit Sys.Audit auf /"));
  }
}
