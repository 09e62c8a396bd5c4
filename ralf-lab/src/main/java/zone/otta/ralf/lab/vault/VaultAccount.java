package zone.otta.ralf.lab.vault;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An account as the server keeps it: nothing here opens anything.
 *
 * @param clientSecret of its API key, whose id is {@code user.} and the account's id
 * @param loginHash Base64, what a login by password sends
 * @param key the user's key under the master key
 */
public record VaultAccount(
    String id,
    String email,
    String clientSecret,
    Derivation derivation,
    String loginHash,
    String key,
    String privateKey,
    String publicKey) {
  public String clientId() {
    return "user." + id;
  }

  /**
   * What its owner knows.
   *
   * @param userKey 64 bytes
   */
  public record Made(VaultAccount account, byte[] userKey, KeyPair keys) {}

  /** A new account, as registering makes it, with keys that are there. */
  public static Made register(
      String email, String masterPassword, Derivation derivation, KeyPair keys) {
    byte[] master = derivation.masterKey(masterPassword, email);
    byte[] user = Seal.key();
    VaultAccount account =
        new VaultAccount(
            UUID.randomUUID().toString(),
            email,
            HexFormat.of().formatHex(Seal.random(15)),
            derivation,
            Seal.loginHash(master, masterPassword),
            Seal.bytes(Seal.stretch(master), user),
            Seal.bytes(user, keys.getPrivate().getEncoded()),
            Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    return new Made(account, user, keys);
  }

  /** A new pair for an account. */
  public static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
