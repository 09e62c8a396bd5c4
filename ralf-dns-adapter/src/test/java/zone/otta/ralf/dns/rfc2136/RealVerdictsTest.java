package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.RealServers;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What RALF makes of it when a real server does not let it in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealVerdictsTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));

  private RealServers servers;

  /** What is wrong on RALF's side. */
  enum Trouble {
    NONE,
    SECRET,
    KEY,
    ALGORITHM,
    CLOCK,
    RIGHTS,
    ZONE
  }

  @BeforeAll
  void open(@TempDir Path folder) {
    servers = new RealServers(folder);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "BIND     | SECRET    | the secret env:RALF_DNS_KEY is not that of the server's key ralf.",
        "KNOT     | SECRET    | the secret env:RALF_DNS_KEY is not that of the server's key ralf.",
        "POWERDNS | SECRET    | PowerDNS does not say which",
        "BIND     | KEY       | the server has no key nobody. with hmac-sha256",
        "KNOT     | KEY       | the server has no key nobody. with hmac-sha256",
        "POWERDNS | KEY       | PowerDNS does not say which",
        "BIND     | ALGORITHM | the server has no key ralf. with hmac-sha512",
        "KNOT     | ALGORITHM | the server has no key ralf. with hmac-sha512",
        "POWERDNS | ALGORITHM | PowerDNS does not say which",
        "BIND     | CLOCK     | the clocks differ by more than 300 s (the server's shows 2",
        "KNOT     | CLOCK     | the clocks differ by more than 300 s (the server's shows 2",
        "POWERDNS | CLOCK     | PowerDNS does not say which",
        "BIND     | RIGHTS    | BIND: no update-policy lets narrow. change this name",
        "KNOT     | RIGHTS    | Knot says the same if no acl lets this key change this name",
        "POWERDNS | RIGHTS    | TSIG-ALLOW-DNSUPDATE of the zone does not name the key",
        "BIND     | ZONE      | this server is not the primary of that zone, elsewhere.test.",
        "KNOT     | ZONE      | this server is not the primary of that zone, elsewhere.test.",
        "POWERDNS | ZONE      | this server is not the primary of that zone, elsewhere.test.",
      })
  void a_refusal_names_what_may_be_its_cause(RealServer which, Trouble trouble, String words)
      throws Exception {
    NameServer server = servers.get(which);
    Step.Dns step = step(trouble == Trouble.ZONE ? "db.elsewhere.test" : "db.otta.zone");
    PortException refusal =
        catchThrowableOfType(PortException.class, () -> dns(server, trouble).apply(step, MARK));
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.code().id()).isEqualTo("RALF-W021");
    assertThat(refusal.help().orElseThrow().en()).contains(words);
    try (ServerStage stage = new ServerStage(server)) {
      assertThat(stage.records("db.otta.zone.")).isEmpty();
    }
  }

  @Test
  void bind_that_may_not_write_beside_the_zone_file_says_no_more_than_servfail(@TempDir Path folder)
      throws Exception {
    Path own = Files.createDirectory(folder.resolve("bind"));
    try (NameServer bind = RealServer.BIND.start(own)) {
      removeFolder(own);
      PortException failure =
          catchThrowableOfType(
              PortException.class, () -> dns(bind, Trouble.NONE).apply(step("db.otta.zone"), MARK));
      assertThat(failure.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
      assertThat(failure.what().en()).contains("SERVFAIL");
      assertThat(failure.help().orElseThrow().en())
          .contains("BIND needs the right to write beside the zone file");
    }
  }

  private static void removeFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Rfc2136Dns dns(NameServer server, Trouble trouble) {
    Keys key =
        switch (trouble) {
          case SECRET -> Keys.STRANGER;
          case KEY -> Keys.UNKNOWN;
          case RIGHTS -> Keys.NARROW;
          case NONE, ALGORITHM, CLOCK, ZONE -> Keys.RALF;
        };
    String algorithm = trouble == Trouble.ALGORITHM ? "hmac-sha512" : "hmac-sha256";
    Duration off = trouble == Trouble.CLOCK ? Duration.ofHours(-1) : Duration.ZERO;
    DnsEndpoint.Rfc2136 at = ServerStage.endpoint(server.port());
    DnsEndpoint.Rfc2136 endpoint =
        new DnsEndpoint.Rfc2136(
            at.primary(),
            key.name().toString(),
            algorithm,
            at.secret(),
            Optional.empty(),
            300,
            at.resolvers());
    String zone = trouble == Trouble.ZONE ? "elsewhere.test" : "otta.zone";
    Clock clock = Clock.offset(Clock.systemUTC(), off);
    return new Rfc2136Dns(
        endpoint,
        new DnsName(zone),
        new TsigKey(endpoint, ServerStage.secrets(key.secret()), clock),
        true,
        53);
  }

  private static Step.Dns step(String name) {
    return new Step.RegisterAddress(
        new Facts.Address(new DnsName(name), Ipv4Address.of("10.10.20.10"), 300));
  }
}
