package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/** AES-256-CBC with PKCS#7 padding, and HMAC-SHA-256. */
final class Aes {
  private Aes() {}

  /**
   * @throws Unopened KEY if the padding does not fit
   */
  static byte[] decrypt(byte[] key, byte[] vector, byte[] ciphertext) throws Unopened {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, vector).doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new Unopened(Why.KEY);
    }
  }

  static byte[] encrypt(byte[] key, byte[] vector, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, vector).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without AES", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] vector)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
    return cipher;
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without HMAC", e);
    }
  }
}
