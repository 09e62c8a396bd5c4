package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/**
 * The key of a user, an organisation or an item: 32 bytes for AES, 32 for the authentication code.
 * Overwritten by {@link #close}; the copies that the JDK makes for a moment cannot be.
 */
public final class SymmetricKey implements AutoCloseable {
  /** Both halves. */
  static final int BYTES = 64;

  private static final int HALF = BYTES / 2;
  private static final int VECTOR = 16;

  private final byte[] encryption;
  private final byte[] authentication;

  private SymmetricKey(byte[] encryption, byte[] authentication) {
    this.encryption = encryption;
    this.authentication = authentication;
  }

  /** From its two halves; the arrays are taken over. */
  static SymmetricKey of(byte[] encryption, byte[] authentication) {
    return new SymmetricKey(encryption, authentication);
  }

  /**
   * From its bytes, which are overwritten.
   *
   * @throws Unopened UNSUPPORTED unless they are 64: 32 belong to an account that was never
   *     converted, more to one of the second generation
   */
  static SymmetricKey of(byte[] bytes) throws Unopened {
    try {
      if (bytes.length != BYTES) {
        throw new Unopened(Why.UNSUPPORTED);
      }
      return new SymmetricKey(Arrays.copyOf(bytes, HALF), Arrays.copyOfRange(bytes, HALF, BYTES));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * The plain bytes; the caller overwrites them. The code is compared first, in constant time, and
   * nothing is decrypted that does not bear it.
   *
   * @throws Unopened KEY if it was encrypted with another key or changed, REFUSED if it bears no
   *     code
   */
  byte[] decrypt(EncryptedText text) throws Unopened {
    if (text.type() != EncryptedText.CBC_HMAC) {
      throw new Unopened(Why.REFUSED);
    }
    byte[] code = Aes.hmac(authentication, text.part(0), text.part(1));
    if (!MessageDigest.isEqual(code, text.part(2))) {
      throw new Unopened(Why.KEY);
    }
    return Aes.decrypt(encryption, text.part(0), text.part(1));
  }

  /** The text in it, which the caller closes. */
  public Secret open(EncryptedText text) throws Unopened {
    return Utf8.secret(decrypt(text));
  }

  /** The key in it: an item's own, or a user's. */
  public SymmetricKey unwrap(EncryptedText text) throws Unopened {
    return of(decrypt(text));
  }

  /** Encrypted under a new random vector. */
  public EncryptedText seal(Secret plain, SecureRandom random) {
    byte[] bytes = plain.revealBytes();
    byte[] vector = new byte[VECTOR];
    random.nextBytes(vector);
    try {
      byte[] ciphertext = Aes.encrypt(encryption, vector, bytes);
      return EncryptedText.sealed(vector, ciphertext, Aes.hmac(authentication, vector, ciphertext));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(encryption, (byte) 0);
    Arrays.fill(authentication, (byte) 0);
  }

  @Override
  public String toString() {
    return "SymmetricKey";
  }
}
