package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.proxmox.ssh.Reply;

/** The firewall of Proxmox VE, set by RALF on each way to the node. */
class FirewallInTheLabTest {
  private static final String FIREWALL = "/nodes/pve/lxc/20010/firewall";
  private static final String RULES = FIREWALL + "/rules";

  @ParameterizedTest
  @EnumSource
  void isSetComparedAndRepairedAndOtherPeoplesRulesStay(Backend backend) {
    try (LabSite site = new LabSite(Canary.VALUE, backend)) {
      var operator = new Operator(site);
      operator.edit("ralf.yaml", "proxmox:\n", "proxmox:\n  firewall: true\n");
      assertThat(operator.ok("plan", LabSite.CARD))
          .contains("+ firewall     ", "5432/tcp ACCEPT 10.10.0.0/16")
          .contains(backend == Backend.PCT ? "WARNUNG[RALF-N050]" : "HINWEIS[RALF-N051]");
      site.lab().inject(new Fault.DatacenterFirewall(true));
      operator.deploy();
      List<String> rules = firewall(site);
      assertThat(rules)
          .contains("enable: 1")
          .anyMatch(r -> r.contains("dport=5432") && r.contains("enable=1"));
      assertThat(rules.stream().anyMatch(r -> r.contains("22"))).isEqualTo(backend == Backend.API);
      assertThat(operator.ok("plan", LabSite.CARD)).contains("Nothing to change");
      operator.ok("drift");

      // Somebody else's rule is nobody's drift and stays; ours that goes is drift and comes back.
      assertThat(foreign(operator).ok()).isTrue();
      operator.ok("drift");
      String last =
          Integer.toString(rules.stream().filter(r -> r.startsWith("rule")).toList().size());
      assertThat(
              operator.node("pvesh", "delete", RULES + "/" + last, "--output-format", "json").ok())
          .isTrue();
      assertThat(
              operator
                  .node(
                      "pvesh",
                      "set",
                      FIREWALL + "/options",
                      "--enable",
                      "0",
                      "--output-format",
                      "json")
                  .ok())
          .isTrue();
      Call.Result drift = operator.ralf("drift");
      assertThat(drift.exit()).as(drift.all()).isEqualTo(Exit.DRIFT);
      assertThat(drift.all()).contains("~ firewall", "5432/tcp ACCEPT 10.10.0.0/16");
      assertThat(operator.ok("plan", LabSite.CARD)).contains("~ firewall");
      operator.applied();
      operator.ok("drift");
      assertThat(firewall(site))
          .containsAll(rules)
          .anyMatch(r -> r.contains("comment=ssh"))
          .hasSize(rules.size() + 1);
    }
  }

  private static Reply foreign(Operator operator) {
    return operator.node(
        "pvesh",
        "create",
        RULES,
        "--type",
        "in",
        "--action",
        "ACCEPT",
        "--proto",
        "tcp",
        "--dport",
        "9100",
        "--enable",
        "1",
        "--comment",
        "ssh",
        "--output-format",
        "json");
  }

  private static List<String> firewall(LabSite site) {
    String start = "container 20010 firewall ";
    return site.dump()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }
}
