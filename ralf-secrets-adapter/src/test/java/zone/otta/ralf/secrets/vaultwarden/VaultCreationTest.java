package zone.otta.ralf.secrets.vaultwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.SecretReference;

/** New secrets: where they lie, that they are read back, and what a lost answer means. */
class VaultCreationTest {
  private static final String MADE = "[A-Za-z][A-Za-z0-9]{31}";
  private final VaultStage stage = new VaultStage();
  private final VaultOwner owner = stage.owner();

  @AfterEach
  void end() {
    stage.close();
  }

  private String made(String reference) {
    VaultwardenSecrets client = stage.client();
    client.create(new SecretReference(reference));
    String value = VaultStage.text(client, reference);
    assertThat(VaultStage.text(stage.client(), reference)).isEqualTo(value);
    return value;
  }

  private PortException refusal(String reference) {
    VaultwardenSecrets client = stage.client();
    PortException refusal =
        catchThrowableOfType(
            PortException.class, () -> client.create(new SecretReference(reference)));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private long posts() {
    return stage.server().requests().stream().filter(r -> r.startsWith("POST /api/")).count();
  }

  @Test
  void itLiesWhereTheReferenceSays() {
    owner.folder("homelab/ralf");
    String acme = owner.organisation("Acme");
    owner.collection(acme, "ops");
    assertThat(made("vaultwarden://db%20one")).matches(MADE);
    assertThat(made("vaultwarden://db?folder=homelab/ralf#password")).matches(MADE);
    assertThat(made("vaultwarden://db?collection=ops&org=Acme#password")).matches(MADE);
    assertThat(made("vaultwarden://tokens#field:proxmox%20token")).matches(MADE);
  }

  @ParameterizedTest
  @CsvSource({
    "vaultwarden://db?folder=none, RALF-W111",
    "vaultwarden://db?collection=none, RALF-W111",
    "vaultwarden://db?org=Acme, RALF-W111",
    "vaultwarden://db#totp, RALF-W027",
    "vaultwarden://00000011-1111-4222-8333-444455556611, RALF-W027"
  })
  void whatHasNoPlaceIsRefusedBeforeAnythingIsSent(String reference, String code) {
    owner.organisation("Acme");
    PortException refusal = refusal(reference);
    assertThat(refusal.code().id()).isEqualTo(code);
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(posts()).isZero();
  }

  @Test
  void anItemWithoutThePartIsNotTouched() {
    owner.loginWithout("db");
    assertThat(refusal("vaultwarden://db").fault()).isEqualTo(Fault.CONFLICT);
    assertThat(posts()).isZero();
  }

  @Test
  void aLostAnswerIsLookedUp() {
    stage.server().loseAnswerOf("/api/ciphers");
    assertThat(made("vaultwarden://db")).matches(MADE);
    assertThat(posts()).isEqualTo(1);
  }

  @Test
  void whatIsNotSeenAfterALostAnswerIsUnknown() {
    stage.server().answer("/api/ciphers", 502, "<html>bad gateway</html>");
    PortException refusal = refusal("vaultwarden://db");
    assertThat(refusal.code().id()).isEqualTo("RALF-W111");
    assertThat(refusal.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(posts()).isEqualTo(1);
  }

  @Test
  void aRefusalIsARefusal() {
    stage.server().answer("/api/ciphers", 400, "{\"message\":\"c4nary\"}");
    PortException refusal = refusal("vaultwarden://db");
    assertThat(refusal.code().id()).isEqualTo("RALF-W111");
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.what().en()).doesNotContain("c4nary");
  }
}
