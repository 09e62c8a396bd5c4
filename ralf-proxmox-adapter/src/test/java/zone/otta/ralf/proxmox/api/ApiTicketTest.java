package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static zone.otta.ralf.proxmox.api.ApiServer.ok;
import static zone.otta.ralf.proxmox.api.ApiServer.refuse;
import static zone.otta.ralf.proxmox.api.ApiStage.CTID;
import static zone.otta.ralf.proxmox.api.ApiStage.ct;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;

/** User and password: one log-in, a ticket on every call, renewed before and after it ends. */
final class ApiTicketTest {
  private static final String LOG_IN = "POST /access/ticket";
  private static final String START = "POST " + ct("/status/start");
  private static final String PASSWORD = "s3cret&=+ ü";
  private static final String ENCODED = "password=s3cret%26%3D%2B%20%C3%BC";
  private final ApiStage stage = new ApiStage();
  private ApiHost host = new ApiHost(settings(Limits.USUAL.ticket()));

  ApiTicketTest() throws Exception {}

  private ApiSettings settings(Duration renewal) {
    ApiSettings s = stage.settings();
    return ApiSettings.of(
            s.host(),
            s.port(),
            s.node(),
            new Credentials.Password("ralf@pve", () -> new Secret(PASSWORD.toCharArray())),
            s.trust())
        .withLab(true)
        .withLimits(s.limits().withTicket(renewal));
  }

  @AfterEach
  void close() throws Exception {
    host.close();
    stage.close();
  }

  private static ApiServer.Answer.Reply ticket(String mark) {
    return ok(
        "{\"username\":\"ralf@pve\",\"cap\":{},\"ticket\":\"PVE:ralf@pve:6B0471C2::"
            + mark
            + "AAAAAAAA+/==\",\"CSRFPreventionToken\":\"6B0471C2:"
            + mark
            + "\"}");
  }

  private static ApiServer.Answer.Reply bare(String reason) {
    return new ApiServer.Answer.Reply(401, reason, "", List.of());
  }

  private void start() {
    host.apply(new Step.StartContainer(new Facts.Power(CTID, true, true)), Optional.empty());
  }

  private List<ApiServer.Received> received(String call) {
    return stage.server().received().stream().filter(r -> r.call().equals(call)).toList();
  }

  @Test
  void one_log_in_then_its_ticket_on_every_call_and_the_proof_on_changes() {
    stage.on(LOG_IN, ticket("one")).onTask(START, "OK");
    start();
    List<ApiServer.Received> all = stage.server().received();
    assertThat(all.get(0).call()).isEqualTo(LOG_IN);
    assertThat(all.get(0).body()).isEqualTo("username=ralf%40pve&" + ENCODED);
    assertThat(all.get(0).headers()).doesNotContainKeys("cookie", "authorization");
    assertThat(all.get(1).call()).isEqualTo(START);
    assertThat(all.get(1).headers())
        .containsEntry("cookie", "PVEAuthCookie=PVE:ralf@pve:6B0471C2::oneAAAAAAAA+/==")
        .containsEntry("csrfpreventiontoken", "6B0471C2:one");
    assertThat(all.get(1).connection())
        .as("a change has a fresh one")
        .isNotEqualTo(all.get(0).connection());
    assertThat(all.subList(2, all.size()))
        .isNotEmpty()
        .allSatisfy(
            r ->
                assertThat(r.headers())
                    .containsKey("cookie")
                    .doesNotContainKeys("csrfpreventiontoken", "authorization"));
    assertThat(all.stream().skip(1))
        .as("the password is in the log-in only")
        .noneMatch(r -> (r.target() + r.body() + r.headers()).contains("s3cret"));
  }

  @Test
  void an_old_ticket_is_exchanged_by_itself() throws Exception {
    host.close();
    host = new ApiHost(settings(Duration.ZERO));
    stage.on(LOG_IN, ticket("one"), ticket("two"), ticket("three")).on("GET /version", ok("{}"));
    host.identity();
    stage.on("GET /access/permissions", ok("{}"));
    host.privileges();
    assertThat(received(LOG_IN).get(0).body()).endsWith(ENCODED);
    assertThat(received(LOG_IN).get(1).body())
        .isEqualTo(
            "username=ralf%40pve&password="
                + FormText.encode("PVE:ralf@pve:6B0471C2::oneAAAAAAAA+/=="));
    assertThat(received("GET /access/permissions").get(0).headers().get("cookie"))
        .contains("::two");
  }

  @Test
  void where_the_old_ticket_is_not_taken_the_password_is() throws Exception {
    host.close();
    host = new ApiHost(settings(Duration.ZERO));
    stage.on(
        LOG_IN, ticket("one"), refuse(401, "authentication failure"), ticket("two"), ticket("x"));
    stage.on("GET /access/permissions", ok("{}"));
    host.privileges();
    host.privileges();
    assertThat(received(LOG_IN)).hasSize(3);
    assertThat(received(LOG_IN).get(2).body()).endsWith(ENCODED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"No ticket", "Authentication failed!", "Permission denied - invalid csrf token"})
  void a_change_that_was_not_let_in_is_sent_once_more_with_a_new_ticket(String reason) {
    stage.on(LOG_IN, ticket("one"), ticket("two")).onTask(START, "OK");
    stage.on(START, bare(reason), ok("\"" + ApiStage.UPID + "\""));
    start();
    assertThat(received(START)).hasSize(2);
    assertThat(received(START).get(1).headers())
        .containsEntry("csrfpreventiontoken", "6B0471C2:two");
    assertThat(received(LOG_IN).get(1).body()).endsWith(ENCODED);
  }

  @Test
  void a_change_that_may_have_been_executed_is_not_sent_again() {
    stage.on(LOG_IN, ticket("one")).on(START, bare("some proxy wants to know who you are"));
    PortException e = catchThrowableOfType(PortException.class, this::start);
    assertThat(e.code().id()).isEqualTo("RALF-W005");
    assertThat(e.what().en()).contains("ralf@pve", "some proxy");
    assertThat(received(START)).hasSize(1);
    assertThat(received(LOG_IN)).hasSize(1);
  }

  @Test
  void a_refusal_that_stays_is_reported_after_one_more_log_in() {
    stage.on(LOG_IN, ticket("one")).on("GET /access/permissions", bare("Authentication failed!"));
    PortException e = catchThrowableOfType(PortException.class, host::privileges);
    assertThat(e.code().id()).isEqualTo("RALF-W005");
    assertThat(received(LOG_IN)).hasSize(2);
    assertThat(received("GET /access/permissions")).hasSize(2);
  }

  private PortException refusedBy(ApiServer.Answer answer) {
    stage.on(LOG_IN, answer);
    PortException e = catchThrowableOfType(PortException.class, host::privileges);
    assertThat(e.getMessage() + e.what() + e.help()).doesNotContain("s3cret", "AAAAAAAA");
    assertThat(stage.server().received()).allMatch(r -> r.call().equals(LOG_IN));
    return e;
  }

  @Test
  void a_wrong_password_says_whose_and_is_not_tried_again() {
    PortException e = refusedBy(refuse(401, "authentication failure"));
    assertThat(e.code().id()).isEqualTo("RALF-W078");
    assertThat(e.fault()).isEqualTo(Fault.REFUSED);
    assertThat(e.what().en()).contains("ralf@pve");
    assertThat(received(LOG_IN)).hasSize(1);
  }

  @Test
  void a_second_factor_is_not_ours_to_give() {
    PortException e =
        refusedBy(
            ok(
                "{\"username\":\"ralf@pve\",\"NeedTFA\":1,\"ticket\":\"PVE:!tfa!%7B%7D:6B0471C2::AAAAAAAA\"}"));
    assertThat(e.code().id()).isEqualTo("RALF-W079");
    assertThat(e.help().orElseThrow().en()).contains("token");
  }

  @Test
  void half_an_answer_is_no_ticket() {
    assertThat(refusedBy(ok("{\"username\":\"ralf@pve\"}")).code().id()).isEqualTo("RALF-W006");
    assertThat(
            refusedBy(ok("{\"ticket\":\"PVE:a;b AAAAAAAA\",\"CSRFPreventionToken\":\"x\"}"))
                .code()
                .id())
        .isEqualTo("RALF-W006");
    assertThat(refusedBy(new ApiServer.Answer.Drop()).fault()).isEqualTo(Fault.UNREACHABLE);
  }

  @Test
  void a_log_in_is_not_shown_as_text() {
    assertThat(ApiRequests.ticket("ralf@pve", PASSWORD)).hasToString("POST /access/ticket");
  }
}
