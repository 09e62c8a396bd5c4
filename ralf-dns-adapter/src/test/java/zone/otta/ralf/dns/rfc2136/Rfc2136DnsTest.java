package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** What this adapter does beyond the contract. */
class Rfc2136DnsTest {
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private ZoneServer server;
  private ServerStage stage;

  @BeforeEach
  void setStage() throws IOException {
    server = new ZoneServer(ServerStage.ORIGINS);
    stage = new ServerStage(server);
  }

  @AfterEach
  void clearStage() {
    stage.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "other., hmac-sha256, the secret env:RALF_DNS_KEY is not that",
    "nobody., hmac-sha256, the server has no key nobody.",
    "ralf., hmac-md5, is not one RALF signs with",
  })
  void a_refused_key_is_told_by_its_cause(String key, String algorithm, String words) {
    PortException refusal =
        refusal(dns(endpoint(key, algorithm, "10.10.in-addr.arpa"), "otta.zone"), address());
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.code().id()).isEqualTo("RALF-W021");
    assertThat(refusal.what().en() + refusal.help().orElseThrow().en()).contains(words);
    assertThat(refusal + refusal.help().toString()).doesNotContain(Keys.RALF.secret());
  }

  @Test
  void a_secret_that_is_not_base64_is_refused_without_showing_it() {
    MemorySecrets secrets = ServerStage.secrets("no base64 at all!");
    PortException refusal =
        refusal(
            new Rfc2136Dns(stage.endpoint(), new DnsName("otta.zone"), secrets, true), address());
    assertThat(refusal.code().id()).isEqualTo("RALF-W021");
    assertThat(refusal.toString()).contains("env:RALF_DNS_KEY").doesNotContain("at all");
  }

  @Test
  void a_missing_secret_is_told_before_anything_is_sent() {
    stage.ails(Ailment.ANSWERS_LOST);
    PortException refusal =
        refusal(
            new Rfc2136Dns(stage.endpoint(), new DnsName("otta.zone"), new MemorySecrets(), true),
            address());
    assertThat(refusal.code().id()).isEqualTo("RALF-W025");
    assertThat(stage.records("postgres.otta.zone.")).isEmpty();
  }

  @Test
  void a_name_outside_the_zone_and_a_zone_not_served_are_unknown_and_refused() {
    Rfc2136Dns elsewhere = dns(stage.endpoint(), "elsewhere.test");
    assertThat(elsewhere.observe(List.of(address())).get(0))
        .isInstanceOf(Observation.Unknown.class);
    var step = new Step.RegisterAddress(facts("db.elsewhere.test"));
    assertThat(elsewhere.observe(List.of(step)).get(0)).isInstanceOf(Observation.Unknown.class);
    PortException refusal = refusal(elsewhere, step);
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.help().orElseThrow().en()).contains("not the primary of that zone");
  }

  @Test
  void a_parent_zone_does_not_prove_a_child_s_name_absent() {
    Rfc2136Dns child = dns(stage.endpoint(), "lab.otta.zone");
    assertThat(child.observe(List.of(new Step.RegisterAddress(facts("db.lab.otta.zone")))).get(0))
        .isInstanceOfSatisfying(
            Observation.Unknown.class,
            u -> assertThat(u.why().summary().en()).contains("lab.otta.zone"));
  }

  @Test
  void a_pointer_that_leads_to_our_own_name_is_marked_and_replaced() {
    Rfc2136Dns dns = dns(stage.endpoint(), "otta.zone");
    dns.apply(new Step.RegisterAddress(facts("old.otta.zone")), MARK);
    dns.apply(pointer("old.otta.zone"), MARK);
    assertThat(dns.observe(List.of(pointer("postgres.otta.zone"))).get(0))
        .isInstanceOfSatisfying(
            Observation.Present.class, p -> assertThat(p.mark()).contains(MARK));
    dns.apply(pointer("postgres.otta.zone"), MARK);
    assertThat(stage.records("10.20.10.10.in-addr.arpa."))
        .containsExactly("300 PTR postgres.otta.zone.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "10.10.0.5", "localhost", "::1"})
  void a_lab_refuses_every_server_that_is_not_on_loopback(String host) {
    var server = new DnsEndpoint.Server(host, 53);
    Rfc2136Dns dns =
        dns(
            new DnsEndpoint.Rfc2136(
                server,
                "ralf.",
                "hmac-sha256",
                ServerStage.KEY,
                Optional.empty(),
                300,
                List.of(server)),
            "otta.zone");
    for (Runnable call :
        List.<Runnable>of(
            () -> dns.observe(List.of(address())), () -> dns.apply(address(), MARK))) {
      PortException refusal = catchThrowableOfType(PortException.class, call::run);
      assertThat(refusal.code().id()).isEqualTo("RALF-W029");
    }
  }

  @Test
  void a_server_that_never_says_a_word_ends_the_call_in_time() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Rfc2136Dns dns = dns(ServerStage.endpoint(mute.getLocalPort()), "otta.zone");
      assertTimeoutPreemptively(
          Duration.ofSeconds(15),
          () ->
              assertThat(refusal(dns, address()).help().orElseThrow().en())
                  .contains("outcome is unknown"));
    }
  }

  @Test
  void a_server_that_does_not_run_was_sent_nothing() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    PortException silent = refusal(dns(ServerStage.endpoint(port), "otta.zone"), address());
    assertThat(silent.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(silent.help().orElseThrow().en()).contains("nothing was sent");
  }

  @Test
  void an_answer_too_long_for_a_datagram_is_fetched_whole() {
    for (int i = 1; i <= 60; i++) {
      stage.put("many.otta.zone. 300 A 10.10.30." + i);
    }
    assertThat(dns(stage.endpoint(), "otta.zone").resolve(new DnsName("many.otta.zone")))
        .singleElement()
        .isInstanceOfSatisfying(
            Resolution.Answered.class, a -> assertThat(a.addresses()).hasSize(60));
  }

  private PortException refusal(Rfc2136Dns dns, Step.Dns step) {
    PortException refusal = catchThrowableOfType(PortException.class, () -> dns.apply(step, MARK));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static Rfc2136Dns dns(DnsEndpoint.Rfc2136 endpoint, String zone) {
    return new Rfc2136Dns(
        endpoint, new DnsName(zone), ServerStage.secrets(Keys.RALF.secret()), true);
  }

  private DnsEndpoint.Rfc2136 endpoint(String key, String algorithm, String reverse) {
    DnsEndpoint.Rfc2136 e = stage.endpoint();
    return new DnsEndpoint.Rfc2136(
        e.primary(), key, algorithm, e.secret(), Optional.of(reverse), 300, e.resolvers());
  }

  private static Facts.Address facts(String name) {
    return new Facts.Address(new DnsName(name), Ipv4Address.of("10.10.20.10"), 300);
  }

  private static Step.RegisterAddress address() {
    return new Step.RegisterAddress(facts("postgres.otta.zone"));
  }

  private static Step.RegisterPointer pointer(String name) {
    return new Step.RegisterPointer(
        new Facts.Pointer(
            Ipv4Address.of("10.10.20.10"), new DnsName(name), "10.10.in-addr.arpa", 300));
  }
}
