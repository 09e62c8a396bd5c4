package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.KnotSecondary;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A real secondary behind each of the primaries, which nobody tells of changes by itself. */
class RealSecondaryTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Facts.Address DB =
      new Facts.Address(new DnsName("db.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);

  @ParameterizedTest
  @EnumSource
  void it_is_named_while_it_is_behind_and_not_when_it_has_followed(
      RealServer which, @TempDir Path folder) throws Exception {
    try (NameServer primary = which.start(Files.createDirectory(folder.resolve("primary")));
        ServerStage stage = new ServerStage(primary)) {
      stage.put("ns2.otta.zone. 300 A " + KnotSecondary.HOST);
      stage.put("otta.zone. 300 NS ns2.otta.zone.");
      Path own = Files.createDirectory(folder.resolve("secondary"));
      try (KnotSecondary secondary = KnotSecondary.start(own, primary.port());
          InternalDns dns = dns(primary, secondary)) {
        dns.apply(new Step.RegisterAddress(DB), MARK);
        assertThat(dns.remarks())
            .singleElement()
            .satisfies(
                f -> {
                  assertThat(f.code().id()).isEqualTo("RALF-W056");
                  assertThat(f.summary().en())
                      .startsWith("ns2.otta.zone. (127.0.0.2:" + secondary.port() + ") still has");
                });
        secondary.tell();
        assertThat(dns.remarks()).isEmpty();
      }
    }
  }

  private static InternalDns dns(NameServer primary, KnotSecondary secondary) {
    DnsEndpoint.Rfc2136 endpoint = ServerStage.endpoint(primary.port());
    TsigKey key = new TsigKey(endpoint, ServerStage.secrets(Keys.RALF.secret()), Clock.systemUTC());
    return new Rfc2136Dns(endpoint, new DnsName("otta.zone"), key, true, secondary.port());
  }
}
