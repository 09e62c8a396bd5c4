package zone.otta.ralf.proxmox.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.site.Ctid;

/** The form of the answers is that of rest-7 and ssh-7. */
class FirewallViewTest {
  private static final Ctid CTID = new Ctid(20010);
  private static final String SSH =
      "{\"type\":\"in\",\"action\":\"ACCEPT\",\"proto\":\"tcp\",\"dport\":\"22\",\"source\":\"10.10.0.0/16\",\"enable\":1,\"pos\":%d,\"digest\":\"d1\",\"ipversion\":4,\"comment\":\"ralf\"}";
  private static final Facts.Firewall WANTED =
      new Facts.Firewall(
          CTID, List.of(FirewallRule.accept("tcp", 22, "10.10.0.0/16")), true, "DROP", true);

  @Test
  void otherPeoplesRulesAreNotSeen() {
    FirewallView view =
        view("[" + SSH.formatted(0).replace("\"ralf\"", "\"ralf: ssh\"") + "]", "{}");
    assertThat(view.facts(CTID, false).untouched()).isTrue();
    assertThat(view.stale(WANTED)).isEmpty();
    assertThat(view.missing(WANTED)).isEqualTo(WANTED.rules());
  }

  @Test
  void whatIsAsWantedLeavesNothingToDo() {
    FirewallView view =
        view(
            "[" + SSH.formatted(0) + "]",
            "{\"enable\":1,\"policy_in\":\"DROP\",\"digest\":\"d2\"}");
    assertThat(view.facts(CTID, true)).isEqualTo(WANTED);
    assertThat(view.stale(WANTED)).isEmpty();
    assertThat(view.missing(WANTED)).isEmpty();
    assertThat(view.options(WANTED)).isEmpty();
  }

  @Test
  void aDoubleAnIdleAndARestrictedOneAreStaleWhereTheyStand() {
    assertThat(view("[" + SSH.formatted(0) + "," + SSH.formatted(1) + "]", "{}").stale(WANTED))
        .contains(1);
    String idle = SSH.formatted(0).replace("\"enable\":1", "\"enable\":0");
    assertThat(view("[" + idle + "]", "{}").stale(WANTED)).contains(0);
    String restricted = SSH.formatted(0).replace("\"ipversion\":4", "\"iface\":\"net1\"");
    assertThat(view("[" + restricted + "]", "{}").stale(WANTED)).contains(0);
    String out = SSH.formatted(0).replace("\"in\"", "\"out\"");
    assertThat(view("[" + out + "]", "{}").missing(WANTED)).isEqualTo(WANTED.rules());
    assertThat(view("[" + idle + "]", "{}").rulesDigest()).contains("d1");
  }

  @Test
  void switchesAreSetWhereTheyDiffer() {
    assertThat(view("[]", "{\"digest\":\"d2\"}").options(WANTED))
        .containsEntry("enable", "1")
        .containsEntry("policy_in", "DROP")
        .containsEntry("digest", "d2");
    assertThat(view("[]", "{\"enable\":1,\"policy_in\":\"ACCEPT\"}").options(WANTED))
        .containsOnlyKeys("policy_in");
  }

  @Test
  void anotherFormIsNoView() {
    var json = JsonMapper.shared();
    assertThat(FirewallView.of(json.readTree("{}"), json.readTree("{}"))).isEmpty();
    assertThat(FirewallView.of(json.readTree("[]"), json.readTree("[]"))).isEmpty();
  }

  private static FirewallView view(String rules, String options) {
    var json = JsonMapper.shared();
    return FirewallView.of(json.readTree(rules), json.readTree(options)).orElseThrow();
  }
}
