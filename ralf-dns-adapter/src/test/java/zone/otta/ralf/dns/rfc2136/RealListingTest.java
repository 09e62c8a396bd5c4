package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.RealServers;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What real servers show of a whole zone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealListingTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Facts.Address DB =
      new Facts.Address(new DnsName("db.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);

  private RealServers servers;

  @BeforeAll
  void open(@TempDir Path folder) {
    servers = new RealServers(folder);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @ParameterizedTest
  @EnumSource
  void what_carries_a_mark_is_listed_and_nothing_else(RealServer which) throws Exception {
    NameServer server = servers.get(which);
    Rfc2136Dns dns = dns(server, Keys.RALF);
    dns.apply(new Step.RegisterAddress(DB), MARK);
    try (ServerStage stage = new ServerStage(server)) {
      stage.put("other.otta.zone. 300 A 10.10.20.11");
      stage.put("twice.otta.zone. 300 A 10.10.20.12");
      stage.put("twice.otta.zone. 300 TXT \"" + mark(1).line() + "\"");
      stage.put("twice.otta.zone. 300 TXT \"" + mark(2).line() + "\"");
      stage.put("text.otta.zone. 300 TXT \"" + mark(3).line() + "\"");
      stage.put("_ralf.otta.zone. 300 TXT \"" + mark(4).line() + "\"");
      stage.put("10.20.10.10.in-addr.arpa. 300 PTR db.otta.zone.");
      stage.put("10.20.10.10.in-addr.arpa. 300 PTR other.otta.zone.");
    }
    assertThat(dns.marked())
        .isEqualTo(new MarkedNames.Listed(List.of(new MarkedNames.Marked(DB, MARK))));
    assertThat(dns.holders(DB.address()))
        .extracting(NameHolder::name, h -> h.mark().isPresent())
        .containsExactlyInAnyOrder(tuple("db.otta.zone", true), tuple("other.otta.zone", false));
  }

  @ParameterizedTest
  @EnumSource
  void a_key_that_may_not_see_the_zone_is_told_what_to_allow(RealServer which) throws Exception {
    assertThat(dns(servers.get(which), Keys.OTHER).marked())
        .isInstanceOfSatisfying(
            MarkedNames.NotListed.class,
            n ->
                assertThat(n.why().help().orElseThrow().en())
                    .contains("allow-transfer { key other.; }", "TSIG-ALLOW-AXFR"));
  }

  private static Mark mark(int run) {
    return new Mark(MARK.service(), run, MARK.mac());
  }

  private static Rfc2136Dns dns(NameServer server, Keys key) {
    DnsEndpoint.Rfc2136 at = ServerStage.endpoint(server.port());
    DnsEndpoint.Rfc2136 endpoint =
        new DnsEndpoint.Rfc2136(
            at.primary(),
            key.name().toString(),
            at.algorithm(),
            at.secret(),
            at.reverseZone(),
            300,
            at.resolvers());
    return new Rfc2136Dns(
        endpoint, new DnsName("otta.zone"), ServerStage.secrets(key.secret()), true);
  }
}
