package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation.Argon2id;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation.Pbkdf2;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/**
 * What the master password is made into: 32 bytes that never leave this machine. The password
 * counts exactly as it was typed, neither trimmed nor normalised.
 */
public final class MasterKey implements AutoCloseable {
  private static final int BYTES = 32;
  private static final int KIB = 1024;
  private static final byte[] FOR_ENCRYPTION = {'e', 'n', 'c', 1};
  private static final byte[] FOR_AUTHENTICATION = {'m', 'a', 'c', 1};

  private final byte[] key;

  private MasterKey(byte[] key) {
    this.key = key;
  }

  /**
   * Takes about a second of one processor.
   *
   * @param salt the account's e-mail address, unless the server names another one
   * @throws Unopened WEAK or EXCESSIVE, before anything is computed
   */
  public static MasterKey derive(Secret password, String salt, KeyDerivation how) throws Unopened {
    how.requireBounds();
    byte[] secret = password.revealBytes();
    byte[] bytes = salt.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    try {
      return new MasterKey(
          switch (how) {
            case Pbkdf2 pbkdf2 -> pbkdf2(secret, bytes, pbkdf2.iterations());
            case Argon2id argon2 -> argon2id(secret, bytes, argon2);
          });
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static byte[] pbkdf2(byte[] secret, byte[] salt, int iterations) {
    // The JDK's own takes characters only, and the login hash is made of bytes.
    var generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(secret, salt, iterations);
    return ((KeyParameter) generator.generateDerivedMacParameters(BYTES * Byte.SIZE)).getKey();
  }

  private static byte[] argon2id(byte[] secret, byte[] salt, Argon2id how) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(how.iterations())
            .withMemoryAsKB(how.memory() * KIB)
            .withParallelism(how.parallelism())
            .withSalt(Sha256.digest().digest(salt))
            .build());
    byte[] made = new byte[BYTES];
    generator.generateBytes(secret, made);
    return made;
  }

  /** What a login by password sends instead of it: Base64, made of this key with one round more. */
  public Secret loginHash(Secret password) {
    return hash(password, 1);
  }

  Secret hash(Secret password, int rounds) {
    byte[] secret = password.revealBytes();
    byte[] hash = pbkdf2(key, secret, rounds);
    try {
      return Utf8.secret(Base64.getEncoder().encode(hash));
    } catch (Unopened e) {
      throw new IllegalStateException("Base64 that is no text", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(hash, (byte) 0);
    }
  }

  /**
   * The user's key. This is where a wrong master password shows when the login was by API key.
   *
   * @throws Unopened KEY for a wrong password, UNSUPPORTED for accounts of another generation
   */
  public SymmetricKey unlock(EncryptedText protectedKey) throws Unopened {
    if (protectedKey.type() == EncryptedText.CBC) {
      return legacy(protectedKey);
    }
    try (SymmetricKey stretched = stretched()) {
      return stretched.unwrap(protectedKey);
    }
  }

  /** Accounts of before 2017, and only here: under this key itself, without a code. */
  private SymmetricKey legacy(EncryptedText protectedKey) throws Unopened {
    byte[] plain = Aes.decrypt(key, protectedKey.part(0), protectedKey.part(1));
    int length = plain.length;
    try {
      return SymmetricKey.of(plain);
    } catch (Unopened e) {
      // Without a code a wrong password shows by the length alone.
      throw new Unopened(length == BYTES ? Why.UNSUPPORTED : Why.KEY);
    }
  }

  /** HKDF-Expand of RFC 5869 by SHA-256, one block each, without the extraction. */
  private SymmetricKey stretched() {
    return SymmetricKey.of(Aes.hmac(key, FOR_ENCRYPTION), Aes.hmac(key, FOR_AUTHENTICATION));
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
