package zone.otta.ralf.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.SmokeProbe.Outcome;
import zone.otta.ralf.testkit.probe.ProbeStage.Trouble;

/**
 * What every {@link SmokeProbe} must do, one test for each rule of docs/contracts/smoke-probe.md.
 * Extend it and say how to set the stage.
 */
public abstract class SmokeProbeContract {
  /** Two rows of two columns. */
  public static final String QUERY =
      "SELECT name, 'not asked for' FROM (VALUES ('first'), ('second')) AS names (name)";

  public static final String PASSWORD = "canary-9f8e7d6c5b4a";
  private static final String WRONG = "canary-wrong-password";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ProbeStage stage;
  private WatchedTunnel tunnel;

  /** A new stage without trouble. */
  protected abstract ProbeStage stage() throws Exception;

  @BeforeEach
  void setStage() throws Exception {
    stage = stage();
    tunnel = new WatchedTunnel(stage.tunnel());
  }

  @AfterEach
  void clearStage() {
    stage.close();
  }

  @Test
  void sp01_a_login_answers_the_first_column_over_tls_1_3() {
    assertThat(login(stage.good()))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            a -> {
              assertThat(a.rows()).containsExactly("first", "second");
              assertThat(a.tls()).isEqualTo("TLSv1.3");
              assertThat(a.serverVersion()).matches("1[0-9](\\.[0-9]+)?.*");
            });
  }

  @Test
  void sp02_a_wrong_password_is_refused_in_the_server_s_own_words() {
    assertThat(login(with(stage.good(), WRONG)))
        .isEqualTo(
            new Outcome.Refused(
                "28P01",
                "password authentication failed for user \"" + stage.good().user() + "\""));
  }

  @Test
  void sp03_without_a_certificate_there_is_no_tls_and_the_server_refuses() {
    assertThat(login(pinned(stage.good(), Optional.empty())))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> {
              assertThat(r.sqlState()).isEqualTo("28000");
              assertThat(r.message())
                  .startsWith("pg_hba.conf rejects connection for host ")
                  .endsWith(", no encryption");
            });
  }

  @Test
  void sp04_an_error_after_the_login_is_refused_in_the_server_s_own_words() {
    assertThat(login(asking(stage.good(), "SELECT 1 FROM nowhere")))
        .isEqualTo(new Outcome.Refused("42P01", "relation \"nowhere\" does not exist"));
  }

  @Test
  void sp05_nobody_there_is_no_answer() throws Exception {
    stage.trouble(Trouble.DOWN);
    assertNoAnswer(stage.good());
  }

  @Test
  void sp06_a_silent_server_is_no_answer_when_the_limit_is_over() throws Exception {
    stage.trouble(Trouble.SILENT);
    assertTimeoutPreemptively(
        PATIENCE, () -> assertNoAnswer(limited(stage.good(), Duration.ofMillis(500))));
  }

  @Test
  void sp07_another_certificate_is_no_answer() throws Exception {
    stage.trouble(Trouble.IMPOSTOR);
    assertNoAnswer(stage.good());
  }

  @Test
  void sp08_an_unfit_certificate_is_no_answer_and_nobody_is_asked() {
    for (String unfit :
        List.of(stage.expiredCertificate(), stage.certificateElsewhere(), "no certificate", "")) {
      assertNoAnswer(pinned(stage.good(), Optional.of(unfit)));
    }
    assertThat(tunnel.sockets()).isEmpty();
  }

  @Test
  void sp09_a_shut_tunnel_is_told_by_its_own_exception() throws Exception {
    stage.trouble(Trouble.TUNNEL_SHUT);
    assertThatThrownBy(() -> login(stage.good())).isInstanceOf(PortException.class);
  }

  @Test
  void sp10_no_outcome_holds_the_password() throws Exception {
    assertThat(login(stage.good()).toString()).doesNotContain(PASSWORD);
    assertThat(login(with(stage.good(), WRONG)).toString()).doesNotContain(WRONG);
    for (Trouble trouble : List.of(Trouble.DOWN, Trouble.SILENT, Trouble.IMPOSTOR)) {
      stage.trouble(trouble);
      assertThat(login(limited(stage.good(), Duration.ofMillis(500))).toString())
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void sp11_every_socket_is_closed_when_the_outcome_is_there() throws Exception {
    login(stage.good());
    login(with(stage.good(), WRONG));
    stage.trouble(Trouble.SILENT);
    login(limited(stage.good(), Duration.ofMillis(500)));
    assertThat(tunnel.sockets()).hasSizeGreaterThanOrEqualTo(3).allMatch(Socket::isClosed);
  }

  private void assertNoAnswer(Login login) {
    assertThat(login(login))
        .isInstanceOfSatisfying(Outcome.NoAnswer.class, n -> assertThat(n.why().en()).isNotBlank());
  }

  private Outcome login(Login login) {
    return stage.probe().login(login, tunnel);
  }

  private static Login with(Login l, String password) {
    return new Login(
        l.address(),
        l.port(),
        l.database(),
        l.user(),
        new Secret(password.toCharArray()),
        l.pinned(),
        l.query(),
        l.limit());
  }

  private static Login pinned(Login l, Optional<String> certificate) {
    return new Login(
        l.address(),
        l.port(),
        l.database(),
        l.user(),
        l.password(),
        certificate,
        l.query(),
        l.limit());
  }

  private static Login asking(Login l, String query) {
    return new Login(
        l.address(), l.port(), l.database(), l.user(), l.password(), l.pinned(), query, l.limit());
  }

  private static Login limited(Login l, Duration limit) {
    return new Login(
        l.address(), l.port(), l.database(), l.user(), l.password(), l.pinned(), l.query(), limit);
  }
}
