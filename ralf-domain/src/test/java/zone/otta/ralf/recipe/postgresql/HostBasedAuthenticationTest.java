package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.recipe.postgresql.HostBasedAuthentication.Rule;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;

class HostBasedAuthenticationTest {
  private static final List<Rule> RULES =
      List.of(
          new Rule("local", List.of("all"), List.of("postgres"), "", "", "peer"),
          new Rule(
              "hostssl",
              List.of("ralf"),
              List.of("+ralf_login"),
              "10.10.0.0",
              "255.255.0.0",
              "scram-sha-256"),
          new Rule("host", List.of("all"), List.of("all"), "all", "", "reject"));

  @ParameterizedTest
  @CsvSource({
    "ralf,     ralf,     10.10.200.7, true,  scram-sha-256",
    "ralf,     ralf,     10.10.200.7, false, reject",
    "ralf,     ralf,     10.11.0.1,   true,  reject",
    "postgres, ralf,     10.10.200.7, true,  reject",
    "ralf,     postgres, 10.10.200.7, true,  reject",
  })
  void firstMatchDecides(String database, String user, String client, boolean tls, String method) {
    List<String> groups = user.equals("ralf") ? List.of("ralf_login") : List.of();
    assertThat(
            HostBasedAuthentication.decide(
                RULES, database, user, groups, Ipv4Address.of(client), tls))
        .isEqualTo(method);
  }

  @Test
  void noRuleMeansNone() {
    assertThat(
            HostBasedAuthentication.decide(
                List.of(), "ralf", "ralf", List.of(), Ipv4Address.of("10.10.0.1"), true))
        .isEqualTo("none");
  }

  @Test
  void outsideIsOutside() {
    for (String text : List.of("10.10.0.0/16", "0.0.0.0/8", "192.168.1.0/24")) {
      Ipv4Network network = Ipv4Network.of(text);
      assertThat(network.contains(HostBasedAuthentication.outside(network))).isFalse();
    }
  }
}
