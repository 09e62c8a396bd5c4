package zone.otta.ralf.secrets.vaultwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.lab.vault.Derivation;
import zone.otta.ralf.lab.vault.VaultAccount;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.lab.vault.VaultStore;
import zone.otta.ralf.port.PortException;

/** Accounts and items that the official client has opened, from the login to the value. */
class VaultVectorsTest {
  private static VaultStage stage(JsonNode json) {
    JsonNode kdf = json.get("kdf");
    VaultAccount account =
        new VaultAccount(
            json.get("clientId").asString().substring("user.".length()),
            json.get("saltUtf8").asString(),
            json.get("clientSecret").asString(),
            new Derivation(
                kdf.get("type").asInt(),
                kdf.get("iterations").asInt(),
                Optional.of(kdf.path("memoryMiB")).filter(JsonNode::isNumber).map(JsonNode::asInt),
                Optional.of(kdf.path("parallelism"))
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::asInt)),
            json.get("serverPasswordHashBase64").asString(),
            json.get("protectedUserKey").asString(),
            json.get("protectedPrivateKey").asString(),
            json.get("publicKeySpkiBase64").asString());
    VaultStore store = new VaultStore(account);
    Vectors.list("items").map(i -> i.get("json")).forEach(store::addCipher);
    Vectors.list("organisationKeys")
        .forEach(
            o ->
                store.addOrganisation(
                    o.get("organizationId").asString(),
                    "org " + o.get("organizationId").asString(),
                    o.get("protectedKey").asString()));
    JsonNode folder = Vectors.part("folder").get("json");
    store.addFolder(folder.get("id").asString(), folder.get("name").asString());
    return new VaultStage(VaultOwner.of(store, json.get("userKeyHex").asString()));
  }

  private static VaultSettings byKey(VaultStage stage, JsonNode json) {
    return stage.settings(
        VaultStage.key(json.get("clientId").asString(), json.get("clientSecret").asString()),
        json.get("password").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pbkdf2", "argon2id", "nfd", "legacy0"})
  void everyAccountOpensByKeyAndByPassword(String tag) {
    JsonNode json = Vectors.account(tag);
    try (VaultStage stage = stage(json)) {
      stage.owner().login("mine", "value-of-mine");
      assertThat(VaultStage.text(stage.client(byKey(stage, json)), "vaultwarden://mine"))
          .isEqualTo("value-of-mine");
      VaultSettings byPassword =
          stage.settings(
              new VaultAccess.Password(json.get("emailAsTyped").asString()),
              json.get("password").asString());
      assertThat(VaultStage.text(stage.client(byPassword), "vaultwarden://mine"))
          .isEqualTo("value-of-mine");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vaultwarden://proxmox-root#totp, JBSWY3DPEHPK3PXP",
    "vaultwarden://proxmox-root#username, root@pam",
    "vaultwarden://proxmox-root#field:tokensecret, 11111111-2222-3333-4444-555555555555",
    "vaultwarden://proxmox-root?folder=homelab/infra#field:tokenid, root@pam!ralf",
    "vaultwarden://item-with-own-key, itemkey-secret",
    "vaultwarden://org-oaep-sha1, org-secret-A",
    "vaultwarden://org-own-key, org-secret-A2",
    "vaultwarden://org-type6, org-secret-B",
    "vaultwarden://org-oaep-sha256, org-secret-C",
    "vaultwarden://00000011-1111-4222-8333-444455556611, itemkey-secret"
  })
  void itemsOfEveryKindOpen(String reference, String value) {
    JsonNode json = Vectors.account("argon2id");
    try (VaultStage stage = stage(json)) {
      assertThat(VaultStage.text(stage.client(byKey(stage, json)), reference)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vaultwarden://trashed, RALF-W025",
    "vaultwarden://dup, RALF-W109",
    "vaultwarden://empty-fields, RALF-W026",
    "vaultwarden://empty-fields#username, RALF-W026",
    "vaultwarden://proxmox-root#field:linkedpw, RALF-W026",
    "vaultwarden://proxmox-root#password, RALF-W026"
  })
  void whatMustNotBeHandedOutIsNot(String reference, String code) {
    JsonNode json = Vectors.account("argon2id");
    try (VaultStage stage = stage(json)) {
      assertThatThrownBy(() -> VaultStage.text(stage.client(byKey(stage, json)), reference))
          .isInstanceOfSatisfying(
              PortException.class, e -> assertThat(e.code().id()).isEqualTo(code));
    }
  }
}
