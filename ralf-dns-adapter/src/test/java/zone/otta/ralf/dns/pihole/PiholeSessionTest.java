package zone.otta.ralf.dns.pihole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.pihole.PiholeTrouble;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** Sessions, rights and the way there: every refusal named, tried once, nothing secret said. */
class PiholeSessionTest {
  private static final String CANARY = "c4nary-c4nary-c4nary";
  private static final String LINE = "10.10.20.10 postgres.otta.zone";
  private PiholeStage stage;

  @BeforeEach
  void setStage() throws IOException {
    stage = new PiholeStage();
  }

  @AfterEach
  void clearStage() {
    stage.close();
  }

  private void trouble(PiholeTrouble trouble) {
    stage.hole().trouble(trouble);
  }

  /** The refusal of a change; it says nothing secret, and leaves no session behind. */
  private PortException refusal(InternalDns dns) {
    try (dns) {
      return refusal(() -> dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK));
    }
  }

  private PortException refusal(Runnable call) {
    PortException refusal = catchThrowableOfType(PortException.class, call::run);
    assertThat(refusal).isNotNull();
    assertThat(stage.hole().sessions()).isZero();
    var trace = new StringWriter();
    refusal.printStackTrace(new PrintWriter(trace));
    String said = trace + " " + refusal.what() + refusal.help();
    assertThat(said).doesNotContain("c4nary", stage.hole().password(), stage.hole().appPassword());
    return refusal;
  }

  private static void is(PortException e, Fault fault, String code, String words, String... more) {
    assertThat(e.code().id()).as(e.toString()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
    String said = e.what().en() + " " + e.help().orElseThrow().en();
    assertThat(said).contains(words);
    assertThat(List.of(more)).allSatisfy(word -> assertThat(said).contains(word));
  }

  private long logins() {
    return stage.hole().requests().stream().filter("POST /api/auth"::equals).count();
  }

  @Test
  void an_adapter_has_one_session_and_ends_it() {
    InternalDns dns = stage.dns();
    assertThat(stage.hole().requests()).isEmpty();
    dns.observe(List.of(PiholeDnsTest.NAME));
    dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK);
    dns.observe(List.of(PiholeDnsTest.NAME));
    assertThat(logins()).isEqualTo(1);
    assertThat(stage.hole().sessions()).isEqualTo(1);
    dns.close();
    assertThat(stage.hole().sessions()).isZero();
    assertThat(stage.hole().requests()).endsWith("DELETE /api/auth");
  }

  @Test
  void a_failure_ends_the_session_and_the_next_call_begins_another() {
    stage.put("postgres.otta.zone. 300 A 10.10.20.99");
    try (InternalDns dns = stage.dns()) {
      refusal(() -> dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK));
      dns.observe(List.of(PiholeDnsTest.NAME));
      assertThat(logins()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_session_that_ended_meanwhile_is_begun_again(boolean justBeforeTheChange) {
    try (InternalDns dns = stage.dns()) {
      dns.observe(List.of(PiholeDnsTest.NAME));
      if (justBeforeTheChange) {
        stage.beforeTheNextChange(() -> trouble(new PiholeTrouble.ExpireSessions()));
      } else {
        trouble(new PiholeTrouble.ExpireSessions());
      }
      dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK);
      assertThat(stage.hole().store().hosts()).containsExactly(LINE);
      assertThat(logins()).isEqualTo(2);
    }
  }

  @Test
  void a_session_that_is_never_kept_is_not_asked_for_without_end() {
    trouble(new PiholeTrouble.Answers("GET hosts", 401, "{}"));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W133", "does not keep", "X-FTL-SID");
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void a_wrong_password_is_tried_once() {
    is(
        refusal(stage.dns(CANARY)),
        Fault.REFUSED,
        "RALF-W132",
        "the password env:RALF_PIHOLE_PASSWORD is wrong");
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void a_second_factor_is_named_with_its_way_out() {
    trouble(new PiholeTrouble.SecondFactor(true));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W132", "second factor", "app_sudo");
    trouble(new PiholeTrouble.AppSudo(true));
    try (InternalDns dns = stage.dns(stage.hole().appPassword())) {
      dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK);
    }
    assertThat(stage.hole().store().hosts()).containsExactly(LINE);
  }

  @Test
  void an_application_password_reads_and_may_not_write() {
    try (InternalDns dns = stage.dns(stage.hole().appPassword())) {
      assertThat(dns.observe(List.of(PiholeDnsTest.NAME))).hasSize(1);
      is(refusal(dns::rehearse), Fault.REFUSED, "RALF-W134", "webserver.api.app_sudo true");
    }
    is(
        refusal(stage.dns(stage.hole().appPassword())),
        Fault.REFUSED,
        "RALF-W134",
        "PUT /api/config/dns/hosts/" + LINE,
        "webserver.api.app_sudo true");
    assertThat(stage.hole().store().hosts()).isEmpty();
  }

  @Test
  void pinned_and_read_only_settings_are_told_apart() {
    trouble(new PiholeTrouble.Pinned(true));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W134", "environment", "FTLCONF_dns_hosts");
    try (InternalDns dns = stage.dns()) {
      is(refusal(dns::rehearse), Fault.REFUSED, "RALF-W134", "environment");
    }
    trouble(new PiholeTrouble.Pinned(false));
    trouble(new PiholeTrouble.ReadOnly(true));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W134", "read-only", "misc.readOnly");
  }

  @Test
  void full_and_limited_are_told_apart() {
    trouble(new PiholeTrouble.Seats(0));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W133", "no free session", "max_sessions");
    String limit = "{\"error\":{\"key\":\"rate_limiting\",\"message\":\"Rate-limiting login\"}}";
    trouble(new PiholeTrouble.Answers("POST auth", 429, limit));
    is(refusal(stage.dns()), Fault.REFUSED, "RALF-W133", "no more logins", "wait a minute");
    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void a_pihole_without_a_password_needs_no_session() {
    trouble(new PiholeTrouble.Open(true));
    try (InternalDns dns = stage.dns(CANARY)) {
      dns.apply(PiholeDnsTest.NAME, PiholeDnsTest.MARK);
    }
    assertThat(stage.hole().store().hosts()).containsExactly(LINE);
    assertThat(stage.hole().requests()).doesNotContain("DELETE /api/auth");
  }

  @ParameterizedTest
  @CsvSource({
    "POST auth, 307, RALF-W135, REFUSED, leads elsewhere",
    "PUT hosts, 308, RALF-W135, REFUSED, no credentials are carried",
    "POST auth, 404, RALF-W135, NOT_UNDERSTOOD, Pi-hole 6 is needed",
    "POST auth, 200, RALF-W135, NOT_UNDERSTOOD, does not answer",
    "GET hosts, 200, RALF-W135, NOT_UNDERSTOOD, does not answer GET",
    "GET cnameRecords, 404, RALF-W135, NOT_UNDERSTOOD, does not answer GET",
    "PUT hosts, 200, RALF-W135, NOT_UNDERSTOOD, does not answer PUT",
    "PUT hosts, 400, RALF-W135, REFUSED, finds fault",
    "PUT hosts, 502, RALF-W130, UNREACHABLE, whether it was carried out is unknown",
    "GET hosts, 503, RALF-W130, UNREACHABLE, HTTP 503",
  })
  void other_answers_are_no_yes(
      String command, int status, String code, Fault fault, String words) {
    trouble(
        new PiholeTrouble.Answers(
            command, status, "<html>" + CANARY + stage.hole().password() + "</html>"));
    is(refusal(stage.dns()), fault, code, words);
    assertThat(stage.hole().store().hosts()).isEmpty();
    assertThat(stage.hole().requests()).noneMatch(r -> r.contains("elsewhere"));
  }

  @Test
  void a_list_that_holds_anything_but_texts_is_not_read_in_part() {
    trouble(
        new PiholeTrouble.Answers(
            "GET hosts", 200, "{\"config\":{\"dns\":{\"hosts\":[\"" + LINE + "\",7]}}}"));
    is(refusal(stage.dns()), Fault.NOT_UNDERSTOOD, "RALF-W135", "does not answer");
  }

  @Test
  void a_number_of_a_session_that_is_none_goes_into_no_header() {
    trouble(
        new PiholeTrouble.Answers(
            "POST auth",
            200,
            "{\"session\":{\"valid\":true,\"sid\":\"" + CANARY + "\\r\\nHost: x\"}}"));
    is(refusal(stage.dns()), Fault.NOT_UNDERSTOOD, "RALF-W135", "does not answer");
  }

  @Test
  void a_request_that_never_arrived_and_one_whose_answer_is_lost_end_alike() {
    trouble(new PiholeTrouble.DropsBefore("PUT hosts"));
    is(refusal(stage.dns()), Fault.UNREACHABLE, "RALF-W130", "PUT", "is unknown");
    assertThat(stage.hole().store().hosts()).isEmpty();
    trouble(new PiholeTrouble.DropsAfter("PUT hosts"));
    is(refusal(stage.dns()), Fault.UNREACHABLE, "RALF-W130", "PUT", "is unknown");
    assertThat(stage.hole().store().hosts()).containsExactly(LINE);
    assertThat(stage.writes()).isEqualTo(2);
  }

  @Test
  void another_certificate_gets_nothing() {
    is(
        refusal(stage.dns(CANARY, "00:".repeat(31) + "00")),
        Fault.UNREACHABLE,
        "RALF-W131",
        "nothing was sent",
        "ca_file");
    assertThat(stage.hole().requests()).isEmpty();
  }

  @Test
  void a_server_that_never_answers_ends_the_call_in_time() {
    trouble(new PiholeTrouble.Hangs("GET hosts"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(15),
        () -> is(refusal(stage.dns()), Fault.UNREACHABLE, "RALF-W130", "no answer in time"));
  }

  @Test
  void a_lab_leaves_the_machine_neither_for_the_api_nor_for_dns() {
    for (String host : List.of("192.0.2.1", "pi.hole", "localhost")) {
      is(refusal(dns(stage.endpoint(host, "127.0.0.1"))), Fault.REFUSED, "RALF-W007", host);
    }
    trouble(new PiholeTrouble.Open(true));
    try (PiholeDns dns = dns(stage.endpoint("127.0.0.1", "192.0.2.1"))) {
      assertThat(dns.observe(List.of(PiholeDnsTest.NAME)).get(0))
          .isInstanceOfSatisfying(
              Observation.Unknown.class,
              u -> assertThat(u.why().code().id()).isEqualTo("RALF-W029"));
    }
  }

  private PiholeDns dns(DnsEndpoint.Pihole endpoint) {
    return new PiholeDns(
        endpoint,
        new MemorySecrets().with(PiholeStage.PASSWORD, CANARY),
        () -> TrustedServer.pinned(Fingerprint.parse(stage.hole().fingerprint()).orElseThrow()),
        true);
  }
}
