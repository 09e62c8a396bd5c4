package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.SmokeProbe.Outcome;
import zone.otta.ralf.postgresql.server.Impostor;
import zone.otta.ralf.postgresql.server.OddServer;
import zone.otta.ralf.postgresql.server.RealPostgres;
import zone.otta.ralf.postgresql.server.ServerCertificate;
import zone.otta.ralf.testkit.probe.SmokeProbeContract;

/** What this probe does beyond the contract: with a real server, and with things that are none. */
class JdbcProbeTest {
  private static final ServerCertificate CERTIFICATE = PostgresStage.certificate();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir static Path home;
  private static RealPostgres server;
  private PostgresStage stage;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(RealPostgres.missing().isEmpty(), () -> RealPostgres.missing().orElseThrow());
    server = RealPostgres.start(home, CERTIFICATE, SmokeProbeContract.PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void setStage() {
    stage = new PostgresStage(server, CERTIFICATE);
  }

  @AfterEach
  void clearStage() {
    stage.close();
  }

  @Test
  void from_outside_the_network_pg_hba_refuses_and_from_inside_the_same_login_succeeds() {
    assertThat(login(new PostgresStage(server, CERTIFICATE, PostgresStage.OUTSIDE)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> {
              assertThat(r.sqlState()).isEqualTo("28000");
              assertThat(r.message())
                  .isEqualTo(
                      "pg_hba.conf rejects connection for host \"127.31.99.2\", user"
                          + " \"ralf_app\", database \"ralf\", SSL encryption");
            });
    assertThat(login(stage)).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void the_superuser_is_refused_from_the_network() {
    Login good = stage.good();
    Login superuser =
        new Login(
            good.address(),
            good.port(),
            "postgres",
            "postgres",
            good.password(),
            good.pinned(),
            good.query(),
            good.limit());
    assertThat(stage.probe().login(superuser, stage.tunnel()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.sqlState()).isEqualTo("28000"));
  }

  @Test
  void an_impostor_never_hears_a_word_inside_tls_and_is_told_by_fingerprint() throws Exception {
    OddServer impostor = stage.meet(new Impostor(PostgresStage.certificate()));
    assertThat(why(stage.good())).contains("another certificate", "SHA-256");
    assertThat(impostor.heard()).isEmpty();
  }

  @Test
  void a_server_without_tls_hears_no_login() throws Exception {
    OddServer plain = stage.meet(OddServer::plainOnly);
    assertThat(why(stage.good())).contains("no TLS");
    assertThat(plain.heard()).doesNotContain("ralf_app");
  }

  @Test
  void a_server_that_wants_the_password_in_clear_does_not_get_it() throws Exception {
    OddServer greedy = stage.meet(OddServer::askInClear);
    assertThat(why(withoutTls(stage.good()))).isNotBlank();
    assertThat(greedy.heard()).doesNotContain(SmokeProbeContract.PASSWORD);
  }

  @Test
  void one_that_hangs_up_or_speaks_another_protocol_is_no_answer() throws Exception {
    stage.meet(OddServer::hangUp);
    assertThat(why(stage.good())).isNotBlank();
    stage.meet(OddServer::otherProtocol);
    // Its first bytes read as the length of a message that never comes: only the limit ends that.
    Login waiting = limited(stage.good(), Duration.ofSeconds(1));
    assertThat(why(waiting)).isNotBlank();
    assertThat(why(withoutTls(waiting))).isNotBlank();
  }

  @Test
  void a_dripping_server_does_not_move_the_limit() throws Exception {
    stage.meet(OddServer::drip);
    Login login = limited(withoutTls(stage.good()), Duration.ofSeconds(1));
    assertTimeoutPreemptively(PATIENCE, () -> assertThat(why(login)).contains("within 1000 ms"));
  }

  @Test
  void a_query_that_never_ends_is_cut_off_and_the_server_left_alone() {
    Login good = stage.good();
    Login endless =
        new Login(
            good.address(),
            good.port(),
            good.database(),
            good.user(),
            good.password(),
            good.pinned(),
            "SELECT pg_sleep(600)",
            Duration.ofSeconds(3));
    assertTimeoutPreemptively(PATIENCE, () -> assertThat(why(endless)).isNotBlank());
  }

  @Test
  void an_empty_result_and_a_null_are_answers() {
    assertThat(asking("SELECT 1 WHERE false").rows()).isEmpty();
    assertThat(asking("SELECT NULL").rows()).containsExactly("");
    assertThat(asking("SELECT 'grün'").rows()).containsExactly("grün");
  }

  @Test
  void the_server_s_log_never_holds_the_password() throws Exception {
    login(stage);
    assertThat(Files.readString(home.resolve("log"))).doesNotContain(SmokeProbeContract.PASSWORD);
  }

  private Outcome.Answered asking(String query) {
    Login l = stage.good();
    return (Outcome.Answered)
        stage
            .probe()
            .login(
                new Login(
                    l.address(),
                    l.port(),
                    l.database(),
                    l.user(),
                    l.password(),
                    l.pinned(),
                    query,
                    l.limit()),
                stage.tunnel());
  }

  private static Outcome login(PostgresStage stage) {
    return stage.probe().login(stage.good(), stage.tunnel());
  }

  private String why(Login login) {
    Outcome outcome = stage.probe().login(login, stage.tunnel());
    assertThat(outcome).isInstanceOf(Outcome.NoAnswer.class);
    Text why = ((Outcome.NoAnswer) outcome).why();
    assertThat(why.en() + why.de()).doesNotContain(SmokeProbeContract.PASSWORD);
    assertThat(why.de()).isNotEqualTo(why.en());
    return why.en();
  }

  private static Login withoutTls(Login l) {
    return new Login(
        l.address(),
        l.port(),
        l.database(),
        l.user(),
        l.password(),
        Optional.empty(),
        l.query(),
        l.limit());
  }

  private static Login limited(Login l, Duration limit) {
    return new Login(
        l.address(), l.port(), l.database(), l.user(), l.password(), l.pinned(), l.query(), limit);
  }
}
