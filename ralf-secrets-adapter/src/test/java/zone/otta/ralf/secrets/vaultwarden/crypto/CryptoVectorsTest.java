package zone.otta.ralf.secrets.vaultwarden.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.Vectors;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

class CryptoVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** A vector and its name. */
  record Vector(String name, JsonNode json) {
    String text(String key) {
      return json.get(key).asString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> accounts() {
    return Vectors.list("accounts").map(a -> new Vector(a.get("tag").asString(), a));
  }

  static Stream<Vector> organisations() {
    return Vectors.list("organisationKeys").map(o -> new Vector(o.get("how").asString(), o));
  }

  static Stream<Vector> items() {
    return Vectors.list("items").map(i -> new Vector(i.at("/plaintext/name").asString(), i));
  }

  static Stream<Vector> madeByTheOfficialClient() {
    return Vectors.list("itemsMadeByBw").map(i -> new Vector(i.at("/plain/name").asString(), i));
  }

  static Stream<Vector> negative() {
    return Vectors.list("negative").map(n -> new Vector(n.get("what").asString(), n));
  }

  private static KeyDerivation kdf(JsonNode kdf) {
    return kdf.get("type").asInt() == 0
        ? new KeyDerivation.Pbkdf2(kdf.get("iterations").asInt())
        : new KeyDerivation.Argon2id(
            kdf.get("iterations").asInt(),
            kdf.get("memoryMiB").asInt(),
            kdf.get("parallelism").asInt());
  }

  private static SymmetricKey key(String hex) throws Unopened {
    return SymmetricKey.of(HEX.parseHex(hex));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void theMasterKeyMakesTheLoginHashAndOpensTheAccount(Vector account) throws Unopened {
    try (Secret password = new Secret(account.text("password").toCharArray());
        MasterKey master =
            MasterKey.derive(
                password, account.text("emailAsTyped"), kdf(account.json().get("kdf")))) {
      assertThat(HEX.formatHex(password.revealBytes())).isEqualTo(account.text("passwordUtf8Hex"));
      assertThat(new String(master.loginHash(password).reveal()))
          .isEqualTo(account.text("serverPasswordHashBase64"));
      assertThat(new String(master.hash(password, 2).reveal()))
          .isEqualTo(account.text("localPasswordHashBase64"));
      SymmetricKey user = master.unlock(EncryptedText.parse(account.text("protectedUserKey")));
      assertSameKey(user, key(account.text("userKeyHex")));
      EncryptedText wrapped = EncryptedText.parse(account.text("protectedPrivateKey"));
      assertThat(user.decrypt(wrapped))
          .isEqualTo(
              Base64.getDecoder()
                  .decode(Vectors.part("rsa").get("privateKeyPkcs8Base64").asString()));
      assertThat(UserPrivateKey.open(user, wrapped)).hasToString("UserPrivateKey");
    }
  }

  /** Each opens what the other sealed. */
  private static void assertSameKey(SymmetricKey one, SymmetricKey other) throws Unopened {
    Secret plain = new Secret("the same key".toCharArray());
    assertThat(other.open(one.seal(plain, new SecureRandom()))).isEqualTo(plain);
    assertThat(one.open(other.seal(plain, new SecureRandom()))).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void aWrongPasswordOpensNothing(Vector account) throws Unopened {
    try (Secret wrong = new Secret((account.text("password") + "x").toCharArray());
        MasterKey master =
            MasterKey.derive(wrong, account.text("saltUtf8"), kdf(account.json().get("kdf")))) {
      assertThat(why(() -> master.unlock(EncryptedText.parse(account.text("protectedUserKey")))))
          .isEqualTo(Why.KEY);
    }
  }

  @ParameterizedTest
  @MethodSource("organisations")
  void organisationsHandTheirKeyOverByRsa(Vector organisation) throws Unopened {
    JsonNode account = Vectors.account("argon2id");
    try (SymmetricKey user = key(account.get("userKeyHex").asString())) {
      UserPrivateKey own =
          UserPrivateKey.open(
              user, EncryptedText.parse(account.get("protectedPrivateKey").asString()));
      SymmetricKey unwrapped = own.unwrap(EncryptedText.parse(organisation.text("protectedKey")));
      assertSameKey(unwrapped, key(organisation.text("keyHex")));
    }
  }

  @ParameterizedTest
  @MethodSource("items")
  void everyTextOfAnItemOpens(Vector item) throws Unopened {
    JsonNode plain = item.json().get("plaintext");
    JsonNode json = item.json().get("json");
    try (SymmetricKey key = key(item.text("effectiveKeyHex"))) {
      assertOpens(key, json.get("name"), plain.get("name"));
      assertOpens(key, json.get("notes"), plain.path("notes"));
      for (String name : List.of("username", "password", "totp")) {
        assertOpens(key, json.path("login").path(name), plain.path(name));
      }
      for (String name : List.of("privateKey", "publicKey")) {
        assertOpens(key, json.path("sshKey").path(name), plain.path("ssh").path(name));
      }
      for (int i = 0; i < plain.path("fields").size(); i++) {
        for (String name : List.of("name", "value")) {
          assertOpens(
              key, json.path("fields").path(i).path(name), plain.path("fields").path(i).path(name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("items")
  void anItemsOwnKeyIsUnderItsOwners(Vector item) throws Unopened {
    JsonNode wrapped = item.json().at("/json/key");
    if (!wrapped.isNull()) {
      String organisation = item.json().at("/json/organizationId").asString("");
      String owner =
          organisation.isEmpty()
              ? Vectors.account("argon2id").get("userKeyHex").asString()
              : Vectors.list("organisationKeys")
                  .filter(o -> o.get("organizationId").asString().equals(organisation))
                  .findFirst()
                  .get()
                  .get("keyHex")
                  .asString();
      SymmetricKey unwrapped = key(owner).unwrap(EncryptedText.parse(wrapped.asString()));
      assertSameKey(unwrapped, key(item.text("effectiveKeyHex")));
    }
  }

  @ParameterizedTest
  @MethodSource("madeByTheOfficialClient")
  void whatTheOfficialClientSealedOpens(Vector item) throws Unopened {
    List<JsonNode> pairs = new ArrayList<>();
    JsonNode sealed = item.json().get("enc");
    JsonNode plain = item.json().get("plain");
    try (SymmetricKey key = key(item.text("keyHex"))) {
      for (String name : List.of("name", "notes", "username", "password")) {
        assertOpens(key, sealed.path(name), plain.path(name));
      }
      for (int i = 0; i < plain.path("fields").size(); i++) {
        pairs.add(plain.at("/fields/" + i));
        assertOpens(key, sealed.at("/fields/" + i + "/name"), plain.at("/fields/" + i + "/name"));
        assertOpens(key, sealed.at("/fields/" + i + "/value"), plain.at("/fields/" + i + "/value"));
      }
    }
    assertThat(pairs).hasSize(sealed.path("fields").size());
  }

  @Test
  void theFolderOpens() throws Unopened {
    JsonNode folder = Vectors.part("folder");
    try (SymmetricKey key = key(folder.get("keyHex").asString())) {
      assertOpens(key, folder.at("/json/name"), folder.get("plain"));
    }
  }

  private static void assertOpens(SymmetricKey key, JsonNode sealed, JsonNode plain)
      throws Unopened {
    boolean nothing = sealed.isNull() || sealed.isMissingNode();
    assertThat(nothing).isEqualTo(plain.isNull() || plain.isMissingNode());
    if (!nothing) {
      assertThat(new String(key.open(EncryptedText.parse(sealed.asString())).reveal()))
          .isEqualTo(plain.asString());
    }
  }

  @ParameterizedTest
  @MethodSource("negative")
  void whatMustNotOpenDoesNot(Vector vector) {
    Map<String, Why> expected =
        Map.of(
            "mac-error", Why.KEY,
            "refuse", Why.REFUSED,
            "unsupported", Why.UNSUPPORTED,
            "format-error", Why.FORMAT);
    assertThat(why(() -> key(vector.text("keyHex")).open(EncryptedText.parse(vector.text("enc")))))
        .isEqualTo(expected.get(vector.text("expect")));
  }

  @ParameterizedTest
  @CsvSource({
    "AAAA|BBBB, REFUSED",
    "AAAA|BBBB|CCCC, REFUSED",
    "1.AAAA|BBBB|CCCC, REFUSED",
    "9999.AAAA, FORMAT",
    "8.AAAA, UNSUPPORTED",
    "2.AAAA|AAAA|AAAA, FORMAT",
    "2.AAAAAAAAAAAAAAAAAAAAAA==||AAAA, FORMAT",
    ".AAAA, FORMAT",
    "x, FORMAT"
  })
  void otherFormsAreRefusedBeforeAnyKeyIsUsed(String text, Why why) {
    assertThat(why(() -> EncryptedText.parse(text))).isEqualTo(why);
  }

  @Test
  void anRsaTextIsNoItemAndAnItemNoOrganisationsKey() throws Unopened {
    JsonNode account = Vectors.account("argon2id");
    SymmetricKey user = key(account.get("userKeyHex").asString());
    EncryptedText organisation =
        EncryptedText.parse(
            Vectors.list("organisationKeys").findFirst().get().get("protectedKey").asString());
    EncryptedText own = EncryptedText.parse(account.get("protectedPrivateKey").asString());
    assertThat(why(() -> user.open(organisation))).isEqualTo(Why.REFUSED);
    assertThat(why(() -> UserPrivateKey.open(user, own).unwrap(own))).isEqualTo(Why.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 63, 65, 80})
  void keysOfOtherGenerationsAreNamedUnsupported(int bytes) {
    assertThat(why(() -> SymmetricKey.of(new byte[bytes]))).isEqualTo(Why.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({"4999, WEAK", "10000001, EXCESSIVE", "0, WEAK", "-1, WEAK"})
  void theServersRoundsHaveBounds(int iterations, Why why) {
    assertThat(derivation(new KeyDerivation.Pbkdf2(iterations))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 64, 4, WEAK",
    "3, 15, 4, WEAK",
    "3, 64, 0, WEAK",
    "101, 64, 4, EXCESSIVE",
    "3, 1025, 4, EXCESSIVE",
    "3, 64, 17, EXCESSIVE"
  })
  void theServersMemoryHasBounds(int iterations, int memory, int lanes, Why why) {
    assertThat(derivation(new KeyDerivation.Argon2id(iterations, memory, lanes))).isEqualTo(why);
  }

  private static Why derivation(KeyDerivation how) {
    return why(() -> MasterKey.derive(new Secret("password".toCharArray()), "a@b.c", how));
  }

  @Test
  void theLeastThatIsAllowedIsComputed() throws Unopened {
    Secret password = new Secret("password".toCharArray());
    assertThat(MasterKey.derive(password, "a@b.c", new KeyDerivation.Pbkdf2(5000)))
        .hasToString("MasterKey");
    assertThat(MasterKey.derive(password, "a@b.c", new KeyDerivation.Argon2id(2, 16, 1)))
        .hasToString("MasterKey");
  }

  @Test
  void aClosedKeyOpensNothing() throws Unopened {
    JsonNode account = Vectors.account("argon2id");
    SymmetricKey user = key(account.get("userKeyHex").asString());
    user.close();
    assertThat(
            why(
                () ->
                    user.open(EncryptedText.parse(account.get("protectedPrivateKey").asString()))))
        .isEqualTo(Why.KEY);
  }

  @Test
  void aMessageHoldsNothingOfWhatWasRead() {
    assertThatThrownBy(() -> EncryptedText.parse("2.canary-canary|x|y"))
        .isInstanceOf(Unopened.class)
        .hasMessage("FORMAT")
        .hasNoCause();
  }

  /** Something that may not open. */
  interface Opening {
    Object run() throws Unopened;
  }

  private static Why why(Opening opening) {
    Unopened unopened = catchThrowableOfType(Unopened.class, opening::run);
    assertThat(unopened).isNotNull();
    return unopened.why();
  }
}
