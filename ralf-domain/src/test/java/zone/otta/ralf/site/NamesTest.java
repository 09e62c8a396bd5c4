package zone.otta.ralf.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.card.ServiceName;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.10.20.256",
        "010.1.1.1",
        "10.10.20",
        "10.10.20.10.1",
        "a.b.c.d",
        "",
        "٣.1.1.1"
      })
  void notAnAddress(String text) {
    assertThat(Ipv4Address.parse(text)).isEmpty();
  }

  @Test
  void addressesGoThereAndBack() {
    var random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      var address = new Ipv4Address(random.nextInt());
      assertThat(Ipv4Address.parse(address.toString())).contains(address);
    }
  }

  @Test
  void networkKnowsItsEnds() {
    Ipv4Network network = Ipv4Network.of("10.10.0.0/16");
    assertThat(network.contains(Ipv4Address.of("10.10.255.255"))).isTrue();
    assertThat(network.contains(Ipv4Address.of("10.11.0.0"))).isFalse();
    assertThat(network.broadcast()).hasToString("10.10.255.255");
    assertThat(Ipv4Network.parse("10.10.0.1/16")).as("host bits").isEmpty();
    assertThat(Ipv4Network.of("0.0.0.0/0").contains(Ipv4Address.of("255.1.2.3"))).isTrue();
  }

  @Test
  void ctidRuleIsCollisionFreeOnlyWhereItCanBe() {
    Ipv4Network site = Ipv4Network.of("10.10.0.0/16");
    assertThat(CtidRule.X1000Y.collisionFree(site)).isTrue();
    assertThat(CtidRule.X100Y.collisionFree(site)).isFalse();
    assertThat(CtidRule.X100Y.number(Ipv4Address.of("10.10.1.100")))
        .isEqualTo(CtidRule.X100Y.number(Ipv4Address.of("10.10.2.0")));
    assertThat(CtidRule.X1000Y.number(Ipv4Address.of("10.10.20.10"))).isEqualTo(20010);
  }

  @Test
  void macFollowsTheAddress() {
    assertThat(MacAddress.of(Ipv4Address.of("10.10.20.10"))).hasToString("02:52:0A:0A:14:0A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", "a-", "a_b", "A", "", "a.b"})
  void notAHostName(String text) {
    assertThat(HostName.parse(text)).isEmpty();
  }

  @Test
  void aServiceNameSaysWhatItRuns() {
    assertThat(new ServiceName("postgresql").product()).isEqualTo("postgresql");
    assertThat(new ServiceName("postgresql-n8n").product()).isEqualTo("postgresql");
    assertThat(new ServiceName("postgresqlx").product()).isEqualTo("postgresqlx");
  }
}
