package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/** The user's RSA key, under which organisations hand their keys over. */
public final class UserPrivateKey {
  private static final OAEPParameterSpec SHA1 = oaep("SHA-1", MGF1ParameterSpec.SHA1);
  private static final OAEPParameterSpec SHA256 = oaep("SHA-256", MGF1ParameterSpec.SHA256);

  private final PrivateKey key;

  private UserPrivateKey(PrivateKey key) {
    this.key = key;
  }

  /** Both digests are said: the usual names of the algorithm leave the inner one at SHA-1. */
  private static OAEPParameterSpec oaep(String digest, MGF1ParameterSpec mask) {
    return new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT);
  }

  /**
   * @param text PKCS#8, encrypted under the user's key
   */
  public static UserPrivateKey open(SymmetricKey user, EncryptedText text) throws Unopened {
    byte[] pkcs8 = user.decrypt(text);
    try {
      return new UserPrivateKey(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      throw new Unopened(Why.UNSUPPORTED);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /**
   * An organisation's key.
   *
   * @throws Unopened KEY if it was made for another user, REFUSED if it is not RSA
   */
  public SymmetricKey unwrap(EncryptedText text) throws Unopened {
    OAEPParameterSpec padding =
        switch (text.type()) {
          case EncryptedText.OAEP_SHA1, EncryptedText.OAEP_SHA1_HMAC -> SHA1;
          case EncryptedText.OAEP_SHA256, EncryptedText.OAEP_SHA256_HMAC -> SHA256;
          default -> throw new Unopened(Why.REFUSED);
        };
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, padding);
      return SymmetricKey.of(cipher.doFinal(text.part(0)));
    } catch (GeneralSecurityException e) {
      throw new Unopened(Why.KEY);
    }
  }

  @Override
  public String toString() {
    return "UserPrivateKey";
  }
}
