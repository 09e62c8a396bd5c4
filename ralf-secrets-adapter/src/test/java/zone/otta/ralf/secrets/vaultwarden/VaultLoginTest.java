package zone.otta.ralf.secrets.vaultwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.vault.Derivation;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.SecretReference;

/** Every way a login can fail: told apart, offered once, and nothing secret said. */
class VaultLoginTest {
  private static final String CANARY = "c4nary-c4nary-c4nary-c4nary";
  private static final SecretReference REFERENCE = new SecretReference("vaultwarden://db");
  private static final String TOKEN = "/identity/connect/token";
  private static final String EMAIL = "ralf@homelab.test";
  @TempDir Path folder;
  private final VaultStage stage = new VaultStage();

  @AfterEach
  void end() {
    stage.close();
  }

  /** Refused, twice the same, with one login; and neither secret nor password in what is said. */
  private PortException refusal(VaultSettings settings) {
    VaultwardenSecrets client = stage.client(settings);
    PortException first =
        catchThrowableOfType(PortException.class, () -> client.present(REFERENCE));
    assertThat(first).isNotNull();
    PortException second =
        catchThrowableOfType(PortException.class, () -> client.use(REFERENCE, s -> s));
    assertThat(second.code()).isEqualTo(first.code());
    assertThat(stage.server().requests().stream().filter(("POST " + TOKEN)::equals).count())
        .isLessThanOrEqualTo(1);
    var trace = new StringWriter();
    first.printStackTrace(new PrintWriter(trace));
    String said = trace + " " + first.what() + first.help() + client + settings;
    assertThat(said)
        .doesNotContain(
            CANARY,
            "c4nary",
            VaultStage.MASTER.strip(),
            stage.owner().account().clientSecret(),
            stage.owner().account().loginHash());
    return first;
  }

  private static void is(PortException e, Fault fault, String code) {
    assertThat(e.code().id()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
    assertThat(e.help()).isPresent();
  }

  @Test
  void aWrongApiKeyIsNamed() {
    String id = stage.owner().account().clientId();
    PortException secret = refusal(stage.settings(VaultStage.key(id, CANARY), VaultStage.MASTER));
    is(secret, Fault.REFUSED, "RALF-W102");
    assertThat(secret.what().en()).contains("client_id or client_secret is wrong");
  }

  @Test
  void anUnknownAccountIsNamed() {
    VaultAccess other = VaultStage.key("user.00000000-1111-4222-8333-444455556666", CANARY);
    is(refusal(stage.settings(other, VaultStage.MASTER)), Fault.REFUSED, "RALF-W102");
  }

  @Test
  void loggedInIsNotReadable() {
    VaultAccess key =
        VaultStage.key(stage.owner().account().clientId(), stage.owner().account().clientSecret());
    PortException locked = refusal(stage.settings(key, CANARY));
    is(locked, Fault.REFUSED, "RALF-W103");
    assertThat(locked.what().en()).startsWith("logged in to").contains("does not open");
  }

  @Test
  void aWrongPasswordIsNamedAndItsHashIsNot() {
    PortException refusal = refusal(stage.settings(new VaultAccess.Password(EMAIL), CANARY));
    is(refusal, Fault.REFUSED, "RALF-W102");
    assertThat(refusal.what().en()).contains("e-mail address or master password is wrong");
  }

  @Test
  void passwordsAreForTwoCalls() {
    stage.owner().login("db", "a-good-value");
    VaultwardenSecrets client =
        stage.client(
            stage.settings(new VaultAccess.Password(" Ralf@Homelab.test"), VaultStage.MASTER));
    assertThat(client.present(REFERENCE)).isTrue();
    assertThat(stage.server().requests())
        .containsExactly("POST /identity/accounts/prelogin", "POST " + TOKEN, "GET /api/sync");
  }

  @Test
  void theLabsOtherKindOfAccountOpensBothWays() {
    VaultOwner owner = VaultOwner.register(EMAIL, VaultStage.MASTER, Derivation.ARGON2);
    owner.login("db", "a-good-value");
    try (VaultStage argon2 = new VaultStage(owner)) {
      assertThat(argon2.client().present(REFERENCE)).isTrue();
      VaultSettings byPassword =
          argon2.settings(new VaultAccess.Password(EMAIL), VaultStage.MASTER);
      assertThat(argon2.client(byPassword).present(REFERENCE)).isTrue();
    }
  }

  @Test
  void aSecondFactorCannotBeGiven() {
    stage.server().askSecondFactor();
    PortException refusal =
        refusal(stage.settings(new VaultAccess.Password(EMAIL), VaultStage.MASTER));
    is(refusal, Fault.REFUSED, "RALF-W104");
    assertThat(refusal.what().en()).contains("TOTP");
    assertThat(refusal.help().orElseThrow().en()).contains("client_id");
    assertThat(stage.client().present(REFERENCE)).isFalse();
  }

  @Test
  void theLimitOfLoginsIsRespected() {
    stage.server().allowLogins(0);
    is(refusal(stage.settings()), Fault.REFUSED, "RALF-W105");
  }

  @Test
  void anOrganisationsKeyIsRefusedBeforeAnythingIsSent() {
    VaultAccess key = VaultStage.key("organization.00000000-1111-4222-8333-444455556666", CANARY);
    is(refusal(stage.settings(key, VaultStage.MASTER)), Fault.REFUSED, "RALF-W106");
    assertThat(stage.server().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, null, null",
    "0, 20000000, null, null",
    "1, 1, 64, 4",
    "1, 3, 4096, 4",
    "1, 3, 64, 99"
  })
  void aServerThatAsksForAnythingButSensibleWorkGetsNothing(
      int kdf, int iterations, String memory, String lanes) {
    stage
        .server()
        .answer(
            "/identity/accounts/prelogin",
            200,
            "{\"kdf\":%d,\"kdfIterations\":%d,\"kdfMemory\":%s,\"kdfParallelism\":%s}"
                .formatted(kdf, iterations, memory, lanes));
    is(
        refusal(stage.settings(new VaultAccess.Password(EMAIL), VaultStage.MASTER)),
        Fault.REFUSED,
        "RALF-W108");
    assertThat(stage.server().requests()).containsExactly("POST /identity/accounts/prelogin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400; {\"error\":\"invalid_grant\",\"ErrorModel\":{\"Message\":\"new device verification"
            + " required\"}}; REFUSED; RALF-W104",
        "400; {\"message\":\"This user has been disabled (API key login)\"}; REFUSED; RALF-W102",
        "400; {\"message\":\"c4nary\"}; REFUSED; RALF-W102",
        "400; c4nary {; REFUSED; RALF-W102",
        "401; {}; REFUSED; RALF-W102",
        "403; <html>c4nary</html>; REFUSED; RALF-W102",
        "404; <html>c4nary</html>; NOT_UNDERSTOOD; RALF-W107",
        "302; <html>c4nary</html>; REFUSED; RALF-W107",
        "500; {\"message\":\"c4nary\"}; UNREACHABLE; RALF-W100",
        "502; <html>c4nary</html>; UNREACHABLE; RALF-W100",
        "503; <html>c4nary</html>; UNREACHABLE; RALF-W100",
        "200; <html>c4nary</html>; NOT_UNDERSTOOD; RALF-W107",
        "200; {\"access_token\": c4nary}; NOT_UNDERSTOOD; RALF-W107",
        "200; {}; NOT_UNDERSTOOD; RALF-W107",
        "200; [\"c4nary\"]; NOT_UNDERSTOOD; RALF-W107",
        "200; {\"access_token\":\"c4nary\\n\\u0007ä\"}; NOT_UNDERSTOOD; RALF-W107"
      })
  void whateverTheLoginAnswersIsJudgedAndNotRepeated(
      int status, String body, Fault fault, String code) {
    stage.server().answer(TOKEN, status, body);
    is(refusal(stage.settings()), fault, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "401; {\"error\":{\"code\":401}}; NOT_UNDERSTOOD; RALF-W107",
        "500; <html>c4nary</html>; UNREACHABLE; RALF-W100",
        "302; {}; REFUSED; RALF-W107",
        "200; c4nary; NOT_UNDERSTOOD; RALF-W107",
        "200; {\"message\":\"c4nary\"}; NOT_UNDERSTOOD; RALF-W107",
        "200; {\"folders\":[],\"collections\":[],\"ciphers\":\"c4nary\"}; NOT_UNDERSTOOD;"
            + " RALF-W107",
        "200; {\"folders\":[],\"collections\":[],\"ciphers\":[\"c4nary\"]}; NOT_UNDERSTOOD;"
            + " RALF-W107",
        "200; {\"folders\":{},\"collections\":[],\"ciphers\":[]}; NOT_UNDERSTOOD; RALF-W107"
      })
  void whateverTheVaultAnswersIsJudgedAndNotRepeated(
      int status, String body, Fault fault, String code) {
    stage.server().answer("/api/sync", status, body);
    is(refusal(stage.settings()), fault, code);
    assertThat(stage.server().requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.g1g=", "1.AAAA|BBBB|CCCC", "AAAA|BBBB"})
  void anAccountOfAnotherGenerationIsNamed(String key) {
    stage
        .server()
        .answer(
            TOKEN,
            200,
            "{\"access_token\":\"t0ken\",\"Key\":\"%s\",\"Kdf\":0,\"KdfIterations\":5000}"
                .formatted(key));
    stage.server().answer("/api/sync", 200, "{\"profile\":{\"email\":\"%s\"}}".formatted(EMAIL));
    is(refusal(stage.settings()), Fault.REFUSED, "RALF-W106");
  }

  @Test
  void anAccountWithoutAMasterPasswordIsNamed() {
    stage.server().answer(TOKEN, 200, "{\"access_token\":\"t0ken\",\"Kdf\":0}");
    stage.server().answer("/api/sync", 200, "{\"profile\":{}}");
    PortException refusal = refusal(stage.settings());
    is(refusal, Fault.REFUSED, "RALF-W106");
    assertThat(refusal.what().en()).contains("no master password");
  }

  private Stream<Supplier<TrustedServer>> strangers() {
    Fingerprint other = new Fingerprint("AB" + ":CD".repeat(31));
    return Stream.of(() -> TrustedServer.pinned(other), TrustedServer::publiclyTrusted);
  }

  @Test
  void nothingIsSentToAStranger() {
    strangers()
        .forEach(
            trust ->
                is(
                    refusal(stage.settings(stage.settings().access(), VaultStage.MASTER, trust)),
                    Fault.REFUSED,
                    "RALF-W101"));
    assertThat(stage.server().requests()).isEmpty();
  }

  @Test
  void anAuthorityIsBelievedForTheNameItVouchesFor() throws IOException {
    stage.owner().login("db", "a-good-value");
    Path file = Files.writeString(folder.resolve("ca.pem"), stage.server().certificate());
    VaultSettings settings =
        stage.settings(
            stage.settings().access(), VaultStage.MASTER, () -> TrustedServer.ofAuthority(file));
    assertThat(stage.client(settings).present(REFERENCE)).isTrue();
    VaultSettings otherName =
        VaultSettings.of(
            settings.url().replace("127.0.0.1", "127.0.0.2"),
            settings.access(),
            settings.masterPassword(),
            settings.trust(),
            settings.device(),
            true);
    PortException unreachable =
        catchThrowableOfType(PortException.class, () -> stage.client(otherName).present(REFERENCE));
    assertThat(unreachable.code().id()).isIn("RALF-W100", "RALF-W101");
  }

  @Test
  void noServerIsNoAnswer() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    is(refusal(at("https://127.0.0.1:" + closed)), Fault.UNREACHABLE, "RALF-W100");
  }

  @Test
  void aLabLeadsToLoopbackOnly() {
    is(refusal(at("https://vault.homelab.test")), Fault.REFUSED, "RALF-W007");
    is(refusal(at("https://192.0.2.1:8443")), Fault.REFUSED, "RALF-W007");
  }

  private VaultSettings at(String url) {
    VaultSettings s = stage.settings();
    return VaultSettings.of(url, s.access(), s.masterPassword(), s.trust(), s.device(), true);
  }

  @Test
  void aLostAnswerIsNoAnswer() {
    stage.server().loseAnswerOf("/api/sync");
    is(refusal(stage.settings()), Fault.UNREACHABLE, "RALF-W100");
  }

  @Test
  void theSuppliedSecretsAreOverwrittenAfterUse() {
    Secret secret = new Secret(stage.owner().account().clientSecret().toCharArray());
    Secret master = new Secret(VaultStage.MASTER.toCharArray());
    VaultSettings s = stage.settings();
    VaultSettings settings =
        VaultSettings.of(
            s.url(),
            new VaultAccess.ApiKey(stage.owner().account().clientId(), () -> secret),
            () -> master,
            s.trust(),
            s.device(),
            true);
    assertThat(stage.client(settings).present(REFERENCE)).isFalse();
    assertThat(List.of(secret, master))
        .allSatisfy(used -> assertThat(used.reveal()).containsOnly('\0'));
  }
}
