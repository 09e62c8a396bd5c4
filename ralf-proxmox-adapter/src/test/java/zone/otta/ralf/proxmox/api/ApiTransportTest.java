package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static zone.otta.ralf.proxmox.api.ApiServer.ok;
import static zone.otta.ralf.proxmox.api.ApiServer.refuse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.proxmox.api.ApiServer.Answer;
import zone.otta.ralf.proxmox.api.ApiServer.Received;

/**
 * The way to the API: whom it believes, what goes over the wire, what is sent twice and what not.
 */
final class ApiTransportTest {
  private static final Text TITLE = Text.same("try");
  private static final String VERSION = "GET /version";
  private static final Answer.Reply NINE = ok("{\"version\":\"9.2.11\"}");
  private final ApiStage stage = new ApiStage();

  ApiTransportTest() throws Exception {}

  private static PortException failure(ApiSettings settings) {
    return failure(settings, new ApiRequests("pve1").version());
  }

  private static PortException failure(ApiSettings settings, ApiRequest request) {
    try (var connection = new ApiConnection(settings)) {
      return catchThrowableOfType(PortException.class, () -> connection.send(request, TITLE));
    }
  }

  private ApiSettings trusting(TlsTrust trust) {
    ApiSettings s = stage.settings();
    return ApiSettings.of(s.host(), s.port(), s.node(), s.credentials(), trust);
  }

  private static ApiRequest post() {
    return new ApiRequests("pve1").create(Map.of("vmid", "20010"));
  }

  @Test
  void the_pinned_certificate_is_believed_and_named() throws Exception {
    stage.on(VERSION, NINE);
    try (var host = stage.host()) {
      assertThat(host.identity()).isEqualTo(stage.identity().fingerprint().toString());
    }
  }

  @Test
  void another_certificate_is_a_changed_one_and_nothing_is_sent() throws Exception {
    var other = ApiServer.identity().fingerprint();
    PortException e = failure(trusting(new TlsTrust.Pinned(other)));
    assertThat(e.code().id()).isEqualTo("RALF-W004");
    assertThat(e.fault()).isEqualTo(Fault.REFUSED);
    assertThat(stage.server().received()).isEmpty();
  }

  @Test
  void an_authority_vouches_for_its_servers_under_their_names_only(@TempDir Path folder)
      throws Exception {
    var authority = new TestAuthority();
    var trust = new TlsTrust.Authority(authority.file(folder));
    for (String address : List.of("127.0.0.1", "127.0.0.2")) {
      try (var server =
              ApiServer.start(authority.server(InetAddress.getByName(address)), r -> NINE);
          var host =
              new ApiHost(
                  ApiSettings.of(
                      "127.0.0.1", server.port(), "pve1", stage.settings().credentials(), trust))) {
        if (address.equals("127.0.0.1")) {
          assertThat(host.identity()).isEqualTo(Fingerprint.of(authority.certificate()).toString());
        } else {
          PortException e = catchThrowableOfType(PortException.class, host::identity);
          assertThat(e.code().id()).isEqualTo("RALF-W060");
          assertThat(server.received()).isEmpty();
        }
      }
    }
  }

  @Test
  void another_authority_vouches_for_nobody(@TempDir Path folder) throws Exception {
    var trust = new TlsTrust.Authority(new TestAuthority().file(folder));
    assertThat(failure(trusting(trust)).code().id()).isEqualTo("RALF-W004");
    assertThat(stage.server().received()).isEmpty();
  }

  @Test
  void without_trust_nothing_is_opened(@TempDir Path folder) {
    assertThat(failure(trusting(new TlsTrust.Unlearned())).code().id()).isEqualTo("RALF-W003");
    var missing = new TlsTrust.Authority(folder.resolve("none.pem"));
    assertThat(failure(trusting(missing)).code().id()).isEqualTo("RALF-W063");
    assertThat(stage.server().connections()).isZero();
  }

  @Test
  void a_lab_leads_to_loopback_only() {
    ApiSettings away =
        ApiSettings.of(
                "192.0.2.1", 8006, "pve1", stage.settings().credentials(), stage.settings().trust())
            .withLab(true);
    assertThat(failure(away).code().id()).isEqualTo("RALF-W007");
  }

  @Test
  void the_scan_shows_the_certificate_without_a_request() throws Exception {
    var seen =
        NodeCertificate.scan("127.0.0.1", stage.server().port(), true, Duration.ofSeconds(10));
    assertThat(seen.fingerprint()).isEqualTo(stage.identity().fingerprint());
    assertThat(seen.subject()).isEqualTo("CN=pve1");
    assertThat(seen.end()).isEqualTo(stage.identity().certificate().getNotAfter().toInstant());
    assertThat(stage.server().received()).isEmpty();
  }

  @Test
  void nobody_there_is_unreachable() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    ApiSettings s = stage.settings();
    PortException e =
        failure(ApiSettings.of("127.0.0.1", free, "pve1", s.credentials(), s.trust()));
    assertThat(e.code().id()).isEqualTo("RALF-W001");
    assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    PortException scan =
        catchThrowableOfType(
            PortException.class,
            () -> NodeCertificate.scan("127.0.0.1", free, true, Duration.ofSeconds(5)));
    assertThat(scan.code().id()).isEqualTo("RALF-W001");
  }

  @Test
  void a_refused_token_is_not_shown_and_not_tried_again() throws Exception {
    stage.on(VERSION, new Answer.Reply(401, "Authentication failed!", "", List.of()));
    PortException e = failure(stage.settings());
    assertThat(e.code().id()).isEqualTo("RALF-W005");
    assertThat(e.fault()).isEqualTo(Fault.REFUSED);
    assertThat(e.what().en()).contains("Authentication failed!").doesNotContain("0f1e2d3c");
    assertThat(stage.server().received()).hasSize(1);
  }

  @Test
  void what_is_no_token_is_not_sent_and_not_shown() {
    for (String wrong : List.of("hunter2-hunter2", "a@pve!b=short", "a@pve!b=12345678\r\nX: y")) {
      ApiSettings s = stage.settings();
      PortException e =
          failure(
              ApiSettings.of(
                  s.host(), s.port(), "pve1", () -> new Secret(wrong.toCharArray()), s.trust()));
      assertThat(e.code().id()).isEqualTo("RALF-W061");
      assertThat(e.toString()).doesNotContain("hunter2").doesNotContain("12345678");
    }
    assertThat(stage.server().received()).isEmpty();
  }

  @Test
  void the_token_is_asked_for_at_the_first_call_and_overwritten_at_the_end() {
    stage.on(VERSION, NINE);
    var asked = new java.util.ArrayList<Secret>();
    ApiSettings s = stage.settings();
    ApiSettings settings =
        ApiSettings.of(
            s.host(),
            s.port(),
            "pve1",
            () -> {
              asked.add(new Secret(ApiStage.TOKEN.toCharArray()));
              return asked.get(0);
            },
            s.trust());
    var connection = new ApiConnection(settings);
    assertThat(asked).isEmpty();
    connection.send(new ApiRequests("pve1").version(), TITLE);
    connection.send(new ApiRequests("pve1").version(), TITLE);
    assertThat(asked).hasSize(1);
    connection.close();
    assertThat(asked.get(0).reveal()).containsOnly('\0');
    assertThat(settings.toString()).doesNotContain("0f1e2d3c");
    assertThat(connection.requests()).isEqualTo(2);
  }

  @Test
  void a_form_has_a_length_and_every_sign_encoded() throws Exception {
    stage.on("POST /nodes/pve1/lxc", ok("null"));
    var request =
        new ApiRequests("pve1").create(Map.of("net0", "name=eth0,ip=1/2; a&b+c%41 „ä“\n"));
    try (var connection = new ApiConnection(stage.settings())) {
      connection.send(request, TITLE);
    }
    Received seen = stage.server().received().get(0);
    assertThat(seen.body())
        .isEqualTo(
            "net0=name%3Deth0%2Cip%3D1%2F2%3B%20a%26b%2Bc%2541%20%E2%80%9E%C3%A4%E2%80%9C%0A");
    assertThat(seen.headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded")
        .containsEntry("content-length", Integer.toString(seen.body().length()))
        .containsEntry("authorization", "PVEAPIToken=" + ApiStage.TOKEN)
        .doesNotContainKeys("expect", "transfer-encoding", "cookie");
    assertThat(seen.target()).isEqualTo("/api2/json/nodes/pve1/lxc");
  }

  @Test
  void get_and_delete_have_no_body_and_tasks_stand_encoded_in_the_path() {
    stage.on(ApiStage.task("status"), ok("{}")).on("DELETE " + ApiStage.ct(""), ok("null"));
    var requests = new ApiRequests("pve1");
    try (var connection = new ApiConnection(stage.settings())) {
      connection.send(requests.taskStatus(Upid.parse(ApiStage.UPID).orElseThrow()), TITLE);
      connection.send(requests.destroy(ApiStage.CTID), TITLE);
    }
    assertThat(stage.server().received())
        .extracting(Received::target)
        .containsExactly(
            "/api2/json/nodes/pve1/tasks/UPID%3Apve1%3A00001A8D%3A000A4AB5%3A6B0484D9%3Avzcreate%3A20010%3Aralf-prov%40pve%21ralf%3A/status",
            "/api2/json/nodes/pve1/lxc/20010?purge=1");
    assertThat(stage.server().received())
        .allSatisfy(r -> assertThat(r.headers()).doesNotContainKey("content-type"));
  }

  @Test
  void one_connection_is_kept_whatever_the_first_connection_header_says() {
    stage.on(VERSION, NINE);
    try (var connection = new ApiConnection(stage.settings())) {
      for (int i = 0; i < 5; i++) {
        connection.send(new ApiRequests("pve1").version(), TITLE);
      }
    }
    assertThat(stage.server().connections()).isEqualTo(1);
  }

  @Test
  void a_question_on_a_connection_the_server_has_closed_is_asked_once_more() {
    stage.on(VERSION, NINE, new Answer.Drop(), NINE);
    try (var connection = new ApiConnection(stage.settings())) {
      connection.send(new ApiRequests("pve1").version(), TITLE);
      assertThat(connection.send(new ApiRequests("pve1").version(), TITLE).ok()).isTrue();
      assertThat(connection.requests()).isEqualTo(3);
    }
    assertThat(stage.server().received()).hasSize(3);
  }

  @Test
  void a_change_is_never_sent_twice() {
    stage.on(VERSION, NINE).on("POST /nodes/pve1/lxc", new Answer.Drop());
    try (var connection = new ApiConnection(stage.settings())) {
      connection.send(new ApiRequests("pve1").version(), TITLE);
      PortException e =
          catchThrowableOfType(PortException.class, () -> connection.send(post(), TITLE));
      assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
      assertThat(e.code().id()).isEqualTo("RALF-W002");
    }
    assertThat(stage.server().calls()).containsExactly(VERSION, "POST /nodes/pve1/lxc");
  }

  @Test
  void a_change_does_not_go_over_a_connection_the_server_has_closed() {
    stage.on(VERSION, new Answer.ThenClose(NINE)).on("POST /nodes/pve1/lxc", ok("null"));
    try (var connection = new ApiConnection(stage.settings())) {
      connection.send(new ApiRequests("pve1").version(), TITLE);
      stage.server().awaitClosed();
      assertThat(connection.send(post(), TITLE).ok()).isTrue();
    }
    assertThat(stage.server().received()).hasSize(2);
    assertThat(stage.server().connections()).isEqualTo(2);
  }

  @Test
  void a_change_is_not_repeated_because_the_server_asks_for_it() {
    stage.on(
        "POST /nodes/pve1/lxc",
        new Answer.Reply(503, "Busy", "", List.of("Retry-After: 0")),
        new Answer.Reply(408, "Timeout", "", List.of()));
    assertThat(failure(stage.settings(), post()).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(stage.server().received()).hasSize(1);
  }

  @Test
  void lost_on_a_fresh_connection_and_cut_answers_are_of_unknown_outcome() {
    for (Answer lost : List.of(new Answer.Drop(), new Answer.Cut(NINE))) {
      stage.on(VERSION, lost).on("POST /nodes/pve1/lxc", lost);
      for (ApiRequest request : List.of(new ApiRequests("pve1").version(), post())) {
        PortException e = failure(stage.settings(), request);
        assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(e.code().id()).isEqualTo("RALF-W002");
      }
    }
    assertThat(stage.server().received()).hasSize(4);
  }

  @Test
  void no_answer_in_time_is_of_unknown_outcome() throws IOException {
    try (var server =
        ApiServer.start(
            stage.identity(),
            r -> {
              try {
                Thread.sleep(Duration.ofSeconds(20));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return NINE;
            })) {
      ApiSettings s = stage.settings();
      PortException e =
          failure(
              ApiSettings.of("127.0.0.1", server.port(), "pve1", s.credentials(), s.trust())
                  .withLimits(Limits.USUAL.withReply(Duration.ofMillis(300))),
              post());
      assertThat(e.code().id()).isEqualTo("RALF-W002");
      assertThat(e.what().en()).contains("no answer in time");
    }
  }

  @Test
  void a_proxy_without_its_daemon_says_nothing_of_the_outcome() {
    for (int status : List.of(502, 504, 595, 596, 599)) {
      stage.on(
          "POST /nodes/pve1/lxc", new Answer.Reply(status, "Connection timed out", "", List.of()));
      PortException e = failure(stage.settings(), post());
      assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
      assertThat(e.what().en()).contains(status + " Connection timed out");
    }
  }

  @Test
  void an_old_server_has_its_text_in_the_reason_phrase_only() {
    stage.on(
        "POST /nodes/pve1/lxc",
        new Answer.Reply(
            500, "CT 20010 already exists on node 'pve1'", "{\"data\":null}", List.of()));
    try (var connection = new ApiConnection(stage.settings())) {
      ApiReply reply = connection.send(post(), TITLE);
      assertThat(reply.meaning().code()).isEqualTo("RALF-W030");
      assertThat(reply.meaning().fault()).isEqualTo(Fault.CONFLICT);
    }
  }

  @Test
  void a_redirection_is_not_followed() {
    stage.on(
        VERSION, new Answer.Reply(301, "Moved", "", List.of("Location: https://127.0.0.1:1/x")));
    assertThat(failure(stage.settings()).code().id()).isEqualTo("RALF-W062");
    assertThat(stage.server().received()).hasSize(1);
  }

  @Test
  void what_is_not_an_answer_of_the_api_is_not_understood() {
    for (String body : List.of("", "<html>", "[]", "{}", "null")) {
      stage.on(VERSION, new Answer.Reply(200, "OK", body, List.of()));
      PortException e = failure(stage.settings());
      assertThat(e.fault()).as(body).isEqualTo(Fault.NOT_UNDERSTOOD);
      assertThat(e.code().id()).isEqualTo("RALF-W006");
    }
  }

  @Test
  void an_endless_answer_is_given_up() {
    stage.on(VERSION, new Answer.Reply(200, "OK", "x".repeat((16 << 20) + 1), List.of()));
    assertThat(failure(stage.settings()).code().id()).isEqualTo("RALF-W009");
  }

  @Test
  void a_permission_text_names_path_and_privilege() {
    stage.on(
        VERSION, refuse(403, "Permission check failed (/storage/fast, Datastore.AllocateSpace)"));
    try (var connection = new ApiConnection(stage.settings())) {
      var meaning = connection.send(new ApiRequests("pve1").version(), TITLE).meaning();
      assertThat(meaning.code()).isEqualTo("RALF-W064");
      assertThat(meaning.help().en())
          .contains("pveum acl modify /storage/fast")
          .contains("Datastore.AllocateSpace");
    }
  }
}
