package zone.otta.ralf.lab.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** What the owner of an account does with his keys; Argon2 by BouncyCastle, the rest by the JDK. */
final class Seal {
  private static final int KEY = 64;
  private static final int HALF = 32;
  private static final int KIB = 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seal() {}

  static byte[] random(int bytes) {
    byte[] made = new byte[bytes];
    RANDOM.nextBytes(made);
    return made;
  }

  static byte[] key() {
    return random(KEY);
  }

  static byte[] pbkdf2(String password, byte[] salt, int iterations) {
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HALF * Byte.SIZE);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param memory in MiB
   */
  static byte[] argon2id(String password, byte[] salt, int iterations, int memory, int lanes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(iterations)
            .withMemoryAsKB(memory * KIB)
            .withParallelism(lanes)
            .withSalt(sha256(salt))
            .build());
    byte[] made = new byte[HALF];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), made);
    return made;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One round of PBKDF2 over one block is one HMAC. */
  static String loginHash(byte[] masterKey, String password) {
    byte[] block = {0, 0, 0, 1};
    byte[] hash = hmac(masterKey, password.getBytes(StandardCharsets.UTF_8), block);
    return Base64.getEncoder().encodeToString(hash);
  }

  static byte[] stretch(byte[] masterKey) {
    byte[] whole = Arrays.copyOf(hmac(masterKey, new byte[] {'e', 'n', 'c', 1}), KEY);
    System.arraycopy(hmac(masterKey, new byte[] {'m', 'a', 'c', 1}), 0, whole, HALF, HALF);
    return whole;
  }

  static String text(byte[] key, String plain) {
    return bytes(key, plain.getBytes(StandardCharsets.UTF_8));
  }

  static String bytes(byte[] key, byte[] plain) {
    try {
      byte[] vector = random(16);
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, HALF, "AES"), new IvParameterSpec(vector));
      byte[] ciphertext = cipher.doFinal(plain);
      byte[] code = hmac(Arrays.copyOfRange(key, HALF, KEY), vector, ciphertext);
      return "2." + base64(vector) + "|" + base64(ciphertext) + "|" + base64(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String forUser(PublicKey user, byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          user,
          new OAEPParameterSpec(
              "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
      return "4." + base64(cipher.doFinal(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
