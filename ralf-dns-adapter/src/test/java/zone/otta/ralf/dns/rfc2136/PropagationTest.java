package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Whether a change gets to those who copy the zone. */
class PropagationTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Step.RegisterAddress DB =
      new Step.RegisterAddress(
          new Facts.Address(new DnsName("db.otta.zone"), Ipv4Address.of("10.10.20.10"), 300));
  private ZoneServer primary;
  private ZoneServer secondary;
  private ServerStage stage;
  private ServerStage copy;

  @BeforeEach
  void setStage() throws IOException {
    primary = new ZoneServer(ServerStage.ORIGINS);
    secondary = new ZoneServer(InetAddress.getByName("127.0.0.2"), ServerStage.ORIGINS);
    stage = new ServerStage(primary);
    copy = new ServerStage("127.0.0.2", secondary);
  }

  @AfterEach
  void clearStage() {
    stage.close();
    copy.close();
    primary.close();
    secondary.close();
  }

  @Test
  void without_a_change_there_is_nothing_to_say() {
    nameServer("ns2", "127.0.0.2");
    Rfc2136Dns dns = dns(stage.endpoint().resolvers());
    dns.observe(List.of(DB));
    assertThat(dns.remarks()).isEmpty();
  }

  @Test
  void a_name_server_that_is_behind_is_named_with_its_serial() {
    nameServer("ns2", "127.0.0.2");
    Rfc2136Dns dns = dns(stage.endpoint().resolvers());
    dns.apply(DB, MARK);
    assertThat(dns.remarks())
        .singleElement()
        .satisfies(
            f ->
                says(
                    f,
                    "RALF-W056",
                    "ns2.otta.zone. (127.0.0.2:"
                        + secondary.port()
                        + ") still has otta.zone. with serial 1; the primary has serial 4"));
  }

  @Test
  void a_name_server_that_has_followed_is_not_mentioned() {
    nameServer("ns2", "127.0.0.2");
    for (int i = 1; i <= 3; i++) {
      copy.put("n" + i + ".otta.zone. 300 A 10.10.30." + i);
    }
    Rfc2136Dns dns = dns(stage.endpoint().resolvers());
    dns.apply(DB, MARK);
    assertThat(dns.remarks()).isEmpty();
  }

  @Test
  void a_name_server_that_does_not_answer_is_named() {
    nameServer("ns3", "127.0.0.3");
    Rfc2136Dns dns = dns(stage.endpoint().resolvers());
    dns.apply(DB, MARK);
    assertThat(dns.remarks())
        .singleElement()
        .satisfies(
            f ->
                says(
                    f,
                    "RALF-W056",
                    "ns3.otta.zone. (127.0.0.3:"
                        + secondary.port()
                        + ") does not answer with authority for otta.zone."));
  }

  @Test
  void a_resolver_that_copies_the_zone_is_one_of_them_and_any_other_is_not() {
    var copies = new DnsEndpoint.Server("127.0.0.2", secondary.port());
    Rfc2136Dns dns = dns(List.of(copies, new DnsEndpoint.Server("127.0.0.4", 9)));
    dns.apply(DB, MARK);
    assertThat(dns.remarks())
        .singleElement()
        .satisfies(
            f ->
                says(
                    f,
                    "RALF-W056",
                    "127.0.0.2:" + secondary.port() + " still has otta.zone. with serial 1"));
  }

  @Test
  void a_serial_that_stands_still_is_told() {
    primary.freezeSerials();
    Rfc2136Dns dns = dns(stage.endpoint().resolvers());
    dns.apply(DB, MARK);
    assertThat(dns.remarks())
        .singleElement()
        .satisfies(
            f ->
                says(f, "RALF-W055", "the zone otta.zone. was changed, but its serial is still 1"));
  }

  private void nameServer(String name, String address) {
    stage.put("otta.zone. 300 NS " + name + ".otta.zone.");
    stage.put(name + ".otta.zone. 300 A " + address);
  }

  private static void says(Finding finding, String code, String words) {
    assertThat(finding.severity()).isEqualTo(Severity.WARNUNG);
    assertThat(finding.code().id()).isEqualTo(code);
    assertThat(finding.summary().en()).startsWith(words);
    assertThat(finding.help()).isPresent();
  }

  private Rfc2136Dns dns(List<DnsEndpoint.Server> resolvers) {
    DnsEndpoint.Rfc2136 at = stage.endpoint();
    DnsEndpoint.Rfc2136 endpoint =
        new DnsEndpoint.Rfc2136(
            at.primary(),
            at.keyName(),
            at.algorithm(),
            at.secret(),
            at.reverseZone(),
            300,
            resolvers);
    TsigKey key = new TsigKey(endpoint, ServerStage.secrets(Keys.RALF.secret()), Clock.systemUTC());
    return new Rfc2136Dns(endpoint, new DnsName("otta.zone"), key, true, secondary.port());
  }
}
