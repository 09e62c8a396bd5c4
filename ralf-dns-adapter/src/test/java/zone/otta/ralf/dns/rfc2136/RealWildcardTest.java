package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.RealServers;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A wildcard answers for every name below it; it does not use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealWildcardTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Facts.Address DB =
      new Facts.Address(new DnsName("db.lab.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);

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
  @CsvSource({
    "BIND, A 10.10.0.9",
    "BIND, CNAME proxy.otta.zone.",
    "KNOT, A 10.10.0.9",
    "KNOT, CNAME proxy.otta.zone.",
    "POWERDNS, A 10.10.0.9",
    "POWERDNS, CNAME proxy.otta.zone.",
  })
  void a_name_below_a_wildcard_is_free_until_somebody_uses_it(RealServer which, String lent)
      throws Exception {
    NameServer server = servers.get(which);
    Rfc2136Dns dns = dns(server);
    try (ServerStage stage = new ServerStage(server)) {
      stage.clear("*.otta.zone.");
      stage.clear("db.lab.otta.zone.");
      stage.put("proxy.otta.zone. 300 A 10.10.0.9");
      stage.put("*.otta.zone. 300 " + lent);
      assertThat(observe(dns, new Step.RegisterAddress(DB))).isEqualTo(new Observation.Absent());
      dns.apply(new Step.RegisterAddress(DB), MARK);
      assertThat(observe(dns, new Step.UnregisterAddress(DB)))
          .isEqualTo(new Observation.Present(DB, Optional.of(MARK)));
      dns.apply(new Step.UnregisterAddress(DB), MARK);
      assertThat(observe(dns, new Step.RegisterAddress(DB))).isEqualTo(new Observation.Absent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_name_of_somebody_else_below_a_wildcard_is_his(RealServer which) throws Exception {
    NameServer server = servers.get(which);
    try (ServerStage stage = new ServerStage(server)) {
      stage.clear("*.otta.zone.");
      stage.clear("db.lab.otta.zone.");
      stage.put("*.otta.zone. 300 A 10.10.20.10");
      stage.put("db.lab.otta.zone. 300 A 10.10.20.10");
      assertThat(observe(dns(server), new Step.RegisterAddress(DB)))
          .isEqualTo(Observation.Present.of(DB));
    }
  }

  private static Observation observe(Rfc2136Dns dns, Step.Dns step) {
    return dns.observe(List.of(step)).get(0);
  }

  private static Rfc2136Dns dns(NameServer server) {
    return new Rfc2136Dns(
        ServerStage.endpoint(server.port()),
        new DnsName("otta.zone"),
        ServerStage.secrets(Keys.RALF.secret()),
        true);
  }
}
