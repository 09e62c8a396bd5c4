package zone.otta.ralf.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.lab.dns.CachingResolver;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.smoke.ResolvedName;
import zone.otta.ralf.smoke.SmokeResult;

/** A resolver that remembers: what it still says is told with its time, and passes with it. */
class RememberedNamesTest {
  private static final DnsName NAME = new DnsName("postgres.otta.zone");
  private static final Ipv4Address OLD = Ipv4Address.of("10.10.20.9");
  private static final Ipv4Address NEW = Ipv4Address.of("10.10.20.10");
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private ZoneServer server;
  private ServerStage stage;
  private CachingResolver cache;
  private Resolvers resolvers;

  @BeforeEach
  void setStage() throws IOException {
    server = new ZoneServer(ServerStage.ORIGINS);
    stage = new ServerStage(server);
    cache = resolver(Map.of("otta.zone", address(server.port())));
    resolvers = asking(cache);
  }

  private CachingResolver resolver(Map<String, InetSocketAddress> forwards) throws IOException {
    return new CachingResolver(InetAddress.getLoopbackAddress(), forwards, () -> now);
  }

  private Resolvers asking(CachingResolver second) {
    return new Resolvers(
        List.of(
            new DnsEndpoint.Server("127.0.0.1", server.port()),
            new DnsEndpoint.Server(second.host(), second.port())),
        true);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @AfterEach
  void clearStage() throws IOException {
    cache.close();
    stage.close();
    server.close();
  }

  private void put(Ipv4Address address) {
    stage.put("postgres.otta.zone. 300 A " + address);
  }

  /** As the smoke test does, with a container that finds the name. */
  private static SmokeResult judge(Resolvers asked) {
    return ResolvedName.judge(
        NAME, NEW, asked.resolve(NAME), List.of(NEW + " STREAM " + NAME), List.of());
  }

  private SmokeResult judged() {
    return judge(resolvers);
  }

  @Test
  void a_remembered_nothing_is_told_with_its_time_and_passes() {
    assertThat(resolvers.resolve(NAME)).allMatch(Resolution.NoSuchName.class::isInstance);
    put(NEW);
    now = now.plusSeconds(20);
    SmokeResult early = judged();
    assertThat(early.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(early.detail().en())
        .contains("postgres.otta.zone -> [10.10.20.10] @ 127.0.0.1:" + server.port())
        .contains(
            "127.0.0.1:"
                + cache.port()
                + ": postgres.otta.zone does not exist; it remembers that for 40 s more");
    now = now.plusSeconds(39);
    assertThat(judged().detail().de()).contains("das merkt er sich noch 1 s");
    now = now.plusSeconds(1);
    SmokeResult late = judged();
    assertThat(late.verdict()).as(late.detail().en()).isEqualTo(Verdict.OK);
    assertThat(late.detail().en())
        .endsWith("@ 127.0.0.1:" + server.port() + ", 127.0.0.1:" + cache.port());
  }

  @Test
  void an_old_address_is_told_with_its_time_and_passes() {
    put(OLD);
    resolvers.resolve(NAME);
    stage.remove(NAME, "A");
    put(NEW);
    now = now.plusSeconds(283);
    SmokeResult early = judged();
    assertThat(early.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(early.detail().en()).contains("[10.10.20.9], remembered for 17 s more");
    now = now.plusSeconds(17);
    assertThat(judged().verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void what_it_says_it_says_without_authority() {
    put(NEW);
    for (int i = 0; i < 2; i++) {
      List<Resolution> said = resolvers.resolve(NAME);
      assertThat(said)
          .extracting(r -> ((Resolution.Answered) r).authoritative())
          .containsExactly(true, false);
      assertThat(said)
          .extracting(r -> ((Resolution.Answered) r).seconds())
          .containsExactly(300L, 300L - 100 * i);
      now = now.plusSeconds(100);
    }
  }

  @Test
  void a_resolver_that_does_not_know_the_zone_s_server_is_told_to_forward() throws IOException {
    put(NEW);
    try (CachingResolver elsewhere = resolver(Map.of())) {
      SmokeResult result = judge(asking(elsewhere));
      assertThat(result.verdict()).isEqualTo(Verdict.BLOCKER);
      assertThat(result.detail().en())
          .contains("127.0.0.1:" + elsewhere.port() + ": postgres.otta.zone does not exist")
          .contains("let it forward this zone");
    }
  }

  @Test
  void a_resolver_whose_own_server_is_silent_remembers_what_it_has_and_no_failure() {
    put(NEW);
    resolvers.resolve(NAME);
    server.close();
    assertThat(resolvers.resolve(NAME))
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Resolution.Silent.class),
            second -> assertThat(second).isInstanceOf(Resolution.Answered.class));
    now = now.plusSeconds(300);
    assertThat(resolvers.resolve(NAME)).allMatch(Resolution.Silent.class::isInstance);
  }
}
