package zone.otta.ralf.secrets.vaultwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.lab.vault.VaultTrouble;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.SecretReference;

/** Which item a reference means, and which part of it. */
class VaultLookUpTest {
  private static final String VALUE = "a-good-value";
  private final VaultStage stage = new VaultStage();
  private final VaultOwner owner = stage.owner();

  @AfterEach
  void end() {
    stage.close();
  }

  private PortException refusal(String reference) {
    PortException refusal =
        catchThrowableOfType(PortException.class, () -> VaultStage.text(stage.client(), reference));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  @ParameterizedTest
  @CsvSource({
    "Datenbank, vaultwarden://Datenbank",
    "a b, vaultwarden://a%20b#password",
    "Größe/x, vaultwarden://Gr%C3%B6%C3%9Fe/x#password",
    "50%, vaultwarden://50%25"
  })
  void namesAreDecodedAndCompared(String name, String reference) {
    owner.login(name, VALUE);
    assertThat(VaultStage.text(stage.client(), reference)).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @CsvSource({"db", "DATABASE", "database%20", "ralf", "databas"})
  void partsOfNamesAndUserNamesAreNoNames(String name) {
    owner.login("database", VALUE);
    SecretReference reference = new SecretReference("vaultwarden://" + name);
    assertThat(stage.client().present(reference)).isFalse();
    PortException refusal = refusal(reference.text());
    assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refusal.code().id()).isEqualTo("RALF-W025");
  }

  @Test
  void aUuidNamesOneItem() {
    String id = owner.login("twice", VALUE);
    owner.login("twice", "another-value");
    assertThat(VaultStage.text(stage.client(), "vaultwarden://" + id)).isEqualTo(VALUE);
  }

  /** Ids are the server's words, and what is none could repeat what was sent. */
  @Test
  void anIdThatIsNoneIsNotListed() {
    owner.login("twice", VALUE);
    owner.login("twice", VALUE);
    String sent = owner.account().loginHash();
    stage.server().trouble("/api/sync", new VaultTrouble.Replaces("id", sent));
    PortException refusal = refusal("vaultwarden://twice");
    assertThat(refusal.code().id()).isEqualTo("RALF-W109");
    assertThat(refusal.what().en()).contains("2 items fit: ?; ?").doesNotContain(sent);
  }

  @Test
  void twoOfANameAreAnErrorThatListsThem() {
    String folder = owner.folder("homelab/infra");
    String one = owner.loginIn(folder, "twice", VALUE);
    String other = owner.login("twice", "another-value");
    PortException refusal = refusal("vaultwarden://twice");
    assertThat(refusal.fault()).isEqualTo(Fault.CONFLICT);
    assertThat(refusal.code().id()).isEqualTo("RALF-W109");
    assertThat(refusal.what().en())
        .contains(one + " folder=homelab/infra", other)
        .doesNotContain(VALUE, "another-value");
    assertThat(VaultStage.text(stage.client(), "vaultwarden://twice?folder=homelab/infra"))
        .isEqualTo(VALUE);
  }

  @Test
  void organisationsAndCollectionsTellItemsApart() {
    String acme = owner.organisation("Acme");
    String ops = owner.collection(acme, "ops");
    String dev = owner.collection(acme, "dev team");
    owner.loginOf(acme, ops, "db", "value-of-ops");
    owner.loginOf(acme, dev, "db", "value-of-dev");
    owner.login("db", "value-of-mine");
    VaultwardenSecrets client = stage.client();
    assertThat(VaultStage.text(client, "vaultwarden://db?collection=ops&org=Acme#password"))
        .isEqualTo("value-of-ops");
    assertThat(VaultStage.text(client, "vaultwarden://db?collection=dev%20team"))
        .isEqualTo("value-of-dev");
    assertThat(client.present(new SecretReference("vaultwarden://db?org=Other"))).isFalse();
    assertThat(refusal("vaultwarden://db?org=Acme").what().en())
        .contains("2 items fit", "collection=ops org=Acme", "collection=dev team org=Acme");
  }

  @Test
  void whatIsInTheBinIsNotThere() {
    owner.store().delete(owner.login("db", "old-value-of-it"));
    assertThat(stage.client().present(new SecretReference("vaultwarden://db"))).isFalse();
    owner.login("db", VALUE);
    assertThat(VaultStage.text(stage.client(), "vaultwarden://db")).isEqualTo(VALUE);
  }

  @Test
  void whatCannotBeOpenedIsNotAbsent() {
    owner.damaged();
    owner.login("db", VALUE);
    assertThat(VaultStage.text(stage.client(), "vaultwarden://db")).isEqualTo(VALUE);
    PortException unknown =
        catchThrowableOfType(
            PortException.class,
            () -> stage.client().present(new SecretReference("vaultwarden://other")));
    assertThat(unknown.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
    assertThat(unknown.code().id()).isEqualTo("RALF-W110");
  }

  @Test
  void everyPartOfAnItemCanBeNamed() {
    owner.login("db", VALUE);
    owner.note("note", "the-text-of-a-note");
    owner.withFields(
        "fields",
        List.of(
            new VaultOwner.Field("token id", 0, Optional.of("root@pam!ralf")),
            new VaultOwner.Field("twice", 1, Optional.of("value-number-one")),
            new VaultOwner.Field("twice", 1, Optional.of("value-number-two")),
            new VaultOwner.Field("linked", 3, Optional.empty()),
            new VaultOwner.Field("empty", 1, Optional.of(""))));
    VaultwardenSecrets client = stage.client();
    assertThat(VaultStage.text(client, "vaultwarden://note#notes")).isEqualTo("the-text-of-a-note");
    assertThat(VaultStage.text(client, "vaultwarden://fields#field:token%20id"))
        .isEqualTo("root@pam!ralf");
    assertThat(refusal("vaultwarden://fields#field:twice").code().id()).isEqualTo("RALF-W109");
    for (String none : List.of("linked", "empty", "other")) {
      PortException refusal = refusal("vaultwarden://fields#field:" + none);
      assertThat(refusal.code().id()).as(none).isEqualTo("RALF-W026");
      assertThat(refusal.what().en()).contains("has no field:" + none);
    }
    assertThat(refusal("vaultwarden://note#password").what().en()).contains("has no password");
    assertThat(refusal("vaultwarden://db#totp").what().en()).contains("has no totp");
  }

  @Test
  void anEmptyPasswordIsAnErrorAndNotAbsent() {
    owner.loginWithout("empty");
    PortException refusal =
        catchThrowableOfType(
            PortException.class,
            () -> stage.client().present(new SecretReference("vaultwarden://empty")));
    assertThat(refusal.code().id()).isEqualTo("RALF-W026");
  }

  @Test
  void aPrivateKeyHasLinesAndNothingElseDoes() {
    String key =
        "-----BEGIN OPENSSH PRIVATE KEY-----\nZmFrZQ==\n-----END OPENSSH PRIVATE KEY-----\n";
    owner.sshKey("deploy", key);
    owner.note("lines", "one line\nand another");
    assertThat(VaultStage.text(stage.client(), "vaultwarden://deploy#ssh-private")).isEqualTo(key);
    assertThat(refusal("vaultwarden://lines#notes").code().id()).isEqualTo("RALF-W026");
  }

  @Test
  void twentyReferencesCostOneLoginAndOneSync() {
    for (int i = 0; i < 20; i++) {
      owner.login("item " + i, "value-number-" + i);
    }
    VaultwardenSecrets client = stage.client();
    for (int i = 0; i < 20; i++) {
      String reference = "vaultwarden://item%20" + i;
      assertThat(client.present(new SecretReference(reference))).isTrue();
      assertThat(VaultStage.text(client, reference)).isEqualTo("value-number-" + i);
    }
    assertThat(client.present(new SecretReference("vaultwarden://item%2099"))).isFalse();
    assertThat(stage.server().requests())
        .containsExactly("POST /identity/connect/token", "GET /api/sync");
  }

  @Test
  void olderServersWriteTheirNamesOtherwise() {
    stage.server().speakPascalCase();
    String acme = owner.organisation("Acme");
    owner.loginOf(acme, owner.collection(acme, "ops"), "db", VALUE);
    owner.withField("more", "token", 1, Optional.of("value-of-a-field"));
    VaultwardenSecrets client = stage.client();
    assertThat(VaultStage.text(client, "vaultwarden://db?collection=ops")).isEqualTo(VALUE);
    assertThat(VaultStage.text(client, "vaultwarden://more#field:token"))
        .isEqualTo("value-of-a-field");
  }
}
