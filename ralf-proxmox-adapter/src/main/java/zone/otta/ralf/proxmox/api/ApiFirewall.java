package zone.otta.ralf.proxmox.api;

import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.port.ContainerHost.DatacenterFirewall;
import zone.otta.ralf.proxmox.container.FirewallView;
import zone.otta.ralf.site.Ctid;

/**
 * Sets a container's firewall: rules first, the switches last, so that nobody is shut out in
 * between. Calls without tasks. Each looks first, so it can be done again.
 */
final class ApiFirewall {
  private static final int MOST_STALE = 100;
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final ApiCalls calls;

  ApiFirewall(ApiConnection connection, ApiRequests requests, ApiCalls calls) {
    this.connection = connection;
    this.requests = requests;
    this.calls = calls;
  }

  void set(Facts.Firewall wanted) {
    Ctid ctid = wanted.ctid();
    Text title = Text.of("firewall of container " + ctid, "Firewall von Container " + ctid);
    // Rules could be written for a container that is not there; it would inherit them.
    calls.container(ctid, title);
    FirewallView view = view(ctid, title);
    // First what lets in, then what does not belong: nobody is shut out in between.
    for (FirewallRule rule : view.missing(wanted)) {
      send(requests.addRule(ctid, FirewallView.parameters(rule)), title);
    }
    view = view(ctid, title);
    for (int i = 0; i < MOST_STALE && view.stale(wanted).isPresent(); i++) {
      // Positions move with each removal; the digest says that they are those that were seen.
      send(
          requests.removeRule(ctid, view.stale(wanted).get(), view.rulesDigest().orElse("")),
          title);
      view = view(ctid, title);
    }
    calls.update(
        ctid, title, now -> wanted.onInterface() ? now.config().guardedInterface() : Map.of());
    Map<String, String> options = view.options(wanted);
    if (!options.isEmpty()) {
      send(requests.setFirewallOptions(ctid, options), title);
    }
  }

  private FirewallView view(Ctid ctid, Text title) {
    return FirewallView.of(
            send(requests.firewallRules(ctid), title).data(),
            send(requests.firewallOptions(ctid), title).data())
        .orElseThrow(() -> connection.failures().garbled(title));
  }

  private ApiReply send(ApiRequest request, Text title) {
    return ApiCalls.accepted(connection.send(request, title), title);
  }

  /** Seen with Sys.Audit on {@code /} only. */
  DatacenterFirewall datacenter() {
    Text title = Text.of("the datacenter's firewall", "Firewall des Rechenzentrums");
    ApiReply reply = connection.send(requests.datacenterFirewall(), title);
    return Optional.of(reply)
        .filter(r -> r.ok() && r.data().isObject())
        .map(
            r ->
                r.data().path("enable").asInt(0) > 0
                    ? DatacenterFirewall.ON
                    : DatacenterFirewall.OFF)
        .orElse(DatacenterFirewall.HIDDEN);
  }
}
