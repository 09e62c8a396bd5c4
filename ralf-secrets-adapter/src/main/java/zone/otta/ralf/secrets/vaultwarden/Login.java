package zone.otta.ralf.secrets.vaultwarden;

import java.util.Optional;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation;
import zone.otta.ralf.secrets.vaultwarden.crypto.MasterKey;

/**
 * A successful login. That the server lets us in says nothing yet about what we can open.
 *
 * @param userKey as the server keeps it, encrypted; empty for accounts without a master password
 * @param privateKey encrypted under the user's key
 * @param salt empty: the account's e-mail address
 * @param master there if the login needed it
 */
record Login(
    Secret token,
    Optional<String> userKey,
    Optional<String> privateKey,
    Optional<KeyDerivation> derivation,
    Optional<String> salt,
    Optional<MasterKey> master)
    implements AutoCloseable {

  static Login of(Members answer, Optional<MasterKey> master) {
    Members unlock = answer.part("UserDecryptionOptions").part("MasterPasswordUnlock");
    return new Login(
        new Secret(answer.text("access_token").orElse("").toCharArray()),
        unlock.text("MasterKeyEncryptedUserKey").or(() -> answer.text("Key")),
        answer.text("PrivateKey"),
        Derivations.nested(unlock.part("Kdf")).or(() -> Derivations.flat(answer)),
        unlock.text("Salt"),
        master);
  }

  @Override
  public void close() {
    token.close();
    master.ifPresent(MasterKey::close);
  }

  @Override
  public String toString() {
    return "Login";
  }
}
