package zone.otta.ralf.recipe.postgresql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Secret;

/**
 * SCRAM-SHA-256 verifiers as PostgreSQL stores them (RFC 5803 form, RFC 5802 keys), made on our
 * side so that no password ever reaches the server: {@code
 * SCRAM-SHA-256$ITERATIONS:SALT$STOREDKEY:SERVERKEY}.
 */
final class ScramVerifier {
  static final int ITERATIONS = 4096;

  /** No password is stored. */
  static final String NONE = "none";

  /** Something is stored, and it is no SCRAM verifier. */
  static final String OTHER = "other";

  private ScramVerifier() {}

  /** What a role's facts say of a SCRAM verifier. */
  static String form(int iterations) {
    return "SCRAM-SHA-256 " + iterations;
  }

  /** The verifier is as secret as the password itself. */
  static Secret make(Secret password, byte[] salt) {
    byte[] salted = saltedPassword(password, salt, ITERATIONS);
    try {
      String text =
          "SCRAM-SHA-256$"
              + ITERATIONS
              + ":"
              + base64(salt)
              + "$"
              + base64(storedKey(salted))
              + ":"
              + base64(mac(salted, "Server Key"));
      return new Secret(text.toCharArray());
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
  }

  /**
   * Whether the password belongs to a stored verifier, told by a sum of its StoredKey, so that the
   * verifier itself need not leave the server.
   *
   * @param salt base64
   * @param storedKeySum SHA-256 over the StoredKey's bytes, hexadecimal
   */
  static boolean matches(Secret password, int iterations, String salt, String storedKeySum) {
    byte[] salted = saltedPassword(password, Base64.getDecoder().decode(salt), iterations);
    try {
      return MessageDigest.isEqual(
          Sha256.of(storedKey(salted)).hex().getBytes(StandardCharsets.US_ASCII),
          storedKeySum.getBytes(StandardCharsets.US_ASCII));
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
  }

  private static byte[] saltedPassword(Secret password, byte[] salt, int iterations) {
    char[] chars = password.reveal();
    var spec = new PBEKeySpec(chars, salt, iterations, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 is not available");
    } finally {
      spec.clearPassword();
      Arrays.fill(chars, '\0');
    }
  }

  private static byte[] storedKey(byte[] salted) {
    return Sha256.digest().digest(mac(salted, "Client Key"));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is not available");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
