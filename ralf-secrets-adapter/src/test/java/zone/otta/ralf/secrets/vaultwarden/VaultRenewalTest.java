package zone.otta.ralf.secrets.vaultwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.SecretReference;

/** Another password for an item that is there: what else it holds stays. */
class VaultRenewalTest {
  private static final String OLD = "the-old-password";
  private static final SecretReference DB = new SecretReference("vaultwarden://db");
  private final VaultStage stage = new VaultStage();
  private final VaultOwner owner = stage.owner();

  @AfterEach
  void end() {
    stage.close();
  }

  private static String former(VaultwardenSecrets client, SecretReference reference) {
    return client.useFormer(reference, secret -> new String(secret.reveal()));
  }

  private static PortException refusal(Runnable call) {
    PortException refusal = catchThrowableOfType(PortException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private long puts() {
    return stage.server().requests().stream().filter(r -> r.startsWith("PUT ")).count();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRestOfAnItemStays(boolean olderServer) {
    if (olderServer) {
      stage.server().speakPascalCase();
    }
    owner.withFields("db", List.of(new VaultOwner.Field("port", 0, Optional.of("5432-and-more"))));
    VaultwardenSecrets client = stage.client();
    client.renew(DB);
    for (VaultwardenSecrets reader : List.of(client, stage.client())) {
      assertThat(VaultStage.text(reader, "vaultwarden://db")).matches("[A-Za-z][A-Za-z0-9]{31}");
      assertThat(former(reader, DB)).isEqualTo("a-password-beside");
      assertThat(VaultStage.text(reader, "vaultwarden://db#field:port")).isEqualTo("5432-and-more");
    }
    client.forget(DB);
    assertThat(stage.client().renewed(DB)).isFalse();
    assertThat(VaultStage.text(stage.client(), "vaultwarden://db#field:port"))
        .isEqualTo("5432-and-more");
    assertThat(puts()).isEqualTo(2);
  }

  @Test
  void anItemOfAnOrganisationKeepsItsOwnKey() {
    String acme = owner.organisation("Acme");
    owner.loginOf(acme, owner.collection(acme, "ops"), "db", OLD);
    SecretReference reference = new SecretReference("vaultwarden://db?collection=ops&org=Acme");
    stage.client().renew(reference);
    VaultwardenSecrets later = stage.client();
    assertThat(VaultStage.text(later, reference.text())).hasSize(32);
    assertThat(former(later, reference)).isEqualTo(OLD);
  }

  @Test
  void aLostAnswerIsLookedUp() {
    String id = owner.login("db", OLD);
    stage.server().loseAnswerOf("/api/ciphers/" + id);
    stage.client().renew(DB);
    assertThat(puts()).isEqualTo(1);
    assertThat(former(stage.client(), DB)).isEqualTo(OLD);
  }

  @Test
  void whatIsNotSeenAfterALostAnswerIsUnknownAndNothingIsLost() {
    String id = owner.login("db", OLD);
    stage.server().answer("/api/ciphers/" + id, 502, "<html>bad gateway</html>");
    assertThat(refusal(() -> stage.client().renew(DB)).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(VaultStage.text(stage.client(), "vaultwarden://db")).isEqualTo(OLD);
    assertThat(stage.client().renewed(DB)).isFalse();
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    String id = owner.login("db", OLD);
    stage.server().answer("/api/ciphers/" + id, 400, "{\"message\":\"out of date c4nary\"}");
    PortException refusal = refusal(() -> stage.client().renew(DB));
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.what().en()).doesNotContain("c4nary");
    assertThat(VaultStage.text(stage.client(), "vaultwarden://db")).isEqualTo(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#username", "#notes", "#field:x"})
  void onlyAPasswordIsRenewed(String part) {
    owner.login("db", OLD);
    SecretReference reference = new SecretReference("vaultwarden://db" + part);
    assertThat(refusal(() -> stage.client().renew(reference)).code().id()).isEqualTo("RALF-W027");
    assertThat(stage.client().renewed(reference)).isFalse();
    assertThat(puts()).isZero();
  }
}
