package zone.otta.ralf.lab.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.lab.vault.VaultHttp.Answer;

/** Tokens as the real server gives them: by password a pair that is renewed, by API key one. */
class TokensTest {
  private static final String EMAIL = "ralf@lab.test";
  private static final VaultAccount ACCOUNT =
      VaultAccount.register(EMAIL, "master", Derivation.pbkdf2(5_000), VaultAccount.newKeys())
          .account();
  private final Tokens tokens = new Tokens(new VaultStore(ACCOUNT));

  private static Map<String, String> form(String grant, Map<String, String> more) {
    var form = new HashMap<>(more);
    form.put("granttype", grant);
    return form;
  }

  private Answer login(String grant, Map<String, String> more) {
    var form = form(grant, more);
    form.putAll(Map.of("devicetype", "25", "deviceidentifier", "x", "devicename", "x"));
    return tokens.answer(form);
  }

  private Answer byPassword() {
    return login(
        "password",
        Map.of("scope", "api offline_access", "username", EMAIL, "password", ACCOUNT.loginHash()));
  }

  private Answer byKey() {
    return login(
        "client_credentials",
        Map.of(
            "scope",
            "api",
            "clientid",
            ACCOUNT.clientId(),
            "clientsecret",
            ACCOUNT.clientSecret()));
  }

  private Answer refresh(String token) {
    return tokens.answer(form("refresh_token", Map.of("refreshtoken", token, "clientid", "cli")));
  }

  private static JsonNode body(Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void aPairIsRenewedByItsSecondHalf() {
    JsonNode first = body(byPassword());
    Answer renewed = refresh(first.get("refresh_token").asString());
    assertThat(renewed.status()).isEqualTo(200);
    String token = body(renewed).get("access_token").asString();
    assertThat(token).isNotEqualTo(first.get("access_token").asString());
    assertThat(tokens.knows("Bearer " + token)).isTrue();
    assertThat(refresh(body(renewed).get("refresh_token").asString()).status()).isEqualTo(200);
  }

  @Test
  void whatWasNeverGivenOrWasTakenBackRenewsNothing() {
    String token = body(byPassword()).get("refresh_token").asString();
    tokens.deauthorise();
    assertThat(refresh(token)).isEqualTo(refresh("")).isEqualTo(refresh("other"));
    assertThat(refresh(token).status()).isEqualTo(400);
    assertThat(refresh(token).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void anApiKeyGivesNothingToRenew() {
    assertThat(body(byKey()).has("refresh_token")).isFalse();
  }

  @Test
  void renewingIsNoLogin() {
    tokens.allow(1);
    String token = body(byPassword()).get("refresh_token").asString();
    assertThat(byKey().status()).isEqualTo(429);
    assertThat(refresh(token).status()).isEqualTo(200);
  }

  @Test
  void tenLoginsOfASuddenAndThenOneAMinute() {
    var now = new AtomicLong();
    var limit = new LoginLimit(now::get);
    for (int i = 0; i < 10; i++) {
      assertThat(limit.take()).isTrue();
    }
    assertThat(limit.take()).isFalse();
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(limit.take()).isFalse();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(limit.take()).isTrue();
    assertThat(limit.take()).isFalse();
    now.addAndGet(Duration.ofHours(1).toNanos());
    for (int i = 0; i < 10; i++) {
      assertThat(limit.take()).isTrue();
    }
    assertThat(limit.take()).isFalse();
  }
}
