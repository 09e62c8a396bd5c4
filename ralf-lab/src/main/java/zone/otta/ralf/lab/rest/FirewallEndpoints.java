package zone.otta.ralf.lab.rest;

import zone.otta.ralf.lab.node.Firewall;
import zone.otta.ralf.lab.node.NodeFailure;

/** {@code nodes/N/lxc/ID/firewall}: options and rules of one container. */
final class FirewallEndpoints {
  private static final String FIREWALL = "nodes/{node}/lxc/{vmid}/firewall";
  private static final String OPTIONS = FIREWALL + "/options";
  private static final String RULES = FIREWALL + "/rules";
  private static final String RULE = RULES + "/{pos}";
  private static final String READ = "VM.Audit";
  private static final String WRITE = "VM.Config.Network";
  private static final String[] RULE_PARAMETERS = {
    "action",
    "comment",
    "delete",
    "dest",
    "digest",
    "dport",
    "enable",
    "icmp-type",
    "iface",
    "log",
    "macro",
    "moveto",
    "pos",
    "proto",
    "source",
    "sport",
    "type"
  };
  private final Acl acl;
  private final Firewall firewall;

  FirewallEndpoints(Acl acl, Firewall firewall) {
    this.acl = acl;
    this.firewall = firewall;
  }

  void in(Routes routes) {
    Route.Permission read = ContainerEndpoints.right(acl, READ);
    Route.Permission write = ContainerEndpoints.right(acl, WRITE);
    routes.read(OPTIONS).needs(read).answers(ask -> Answer.of(firewall.options(ask.vmid())));
    routes
        .put(OPTIONS)
        .needs(write)
        .takes(
            "delete",
            "dhcp",
            "digest",
            "enable",
            "ipfilter",
            "log_level_in",
            "log_level_out",
            "macfilter",
            "ndp",
            "policy_in",
            "policy_out",
            "radv")
        .answers(
            ask -> {
              firewall.setOptions(ask.vmid(), ask.parameters());
              return Answer.NOTHING;
            });
    routes.read(RULES).needs(read).answers(ask -> Answer.of(firewall.rules(ask.vmid())));
    routes
        .post(RULES)
        .needs(write)
        .takes(RULE_PARAMETERS)
        .answers(
            ask -> {
              firewall.add(ask.vmid(), ask.parameters());
              return Answer.NOTHING;
            });
    rule(routes, read, write);
  }

  private void rule(Routes routes, Route.Permission read, Route.Permission write) {
    routes.read(RULE).needs(read).answers(this::rule);
    routes
        .put(RULE)
        .needs(write)
        .takes(RULE_PARAMETERS)
        .answers(
            ask -> {
              firewall.change(ask.vmid(), position(ask), ask.parameters());
              return Answer.NOTHING;
            });
    routes
        .delete(RULE)
        .needs(write)
        .takes("digest")
        .answers(
            ask -> {
              firewall.remove(ask.vmid(), position(ask), ask.parameters());
              return Answer.NOTHING;
            });
  }

  private Answer rule(Ask ask) throws Refusal, NodeFailure {
    return Answer.of(firewall.rule(ask.vmid(), position(ask)));
  }

  private static int position(Ask ask) throws Refusal {
    String at = ask.variable("pos");
    if (!at.matches("\\d{1,4}")) {
      throw Refusal.parameter("pos", "type check ('integer') failed - got '" + at + "'");
    }
    return Integer.parseInt(at);
  }
}
