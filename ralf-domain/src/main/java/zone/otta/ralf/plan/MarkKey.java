package zone.otta.ralf.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import zone.otta.ralf.card.ServiceName;

/** The workspace's own key for marks; without it a mark proves nothing. Has no text form. */
public final class MarkKey {
  public static final int BYTES = 32;
  private final byte[] key;

  public MarkKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("mark key of " + key.length + " bytes");
    }
    this.key = key.clone();
  }

  /** Signs for one object: {@code container 20010}, {@code dns postgres.otta.zone}. */
  public Mark sign(ServiceName service, long run, String object) {
    return new Mark(service, run, mac(service, run, object));
  }

  public boolean verify(Mark mark, String object) {
    return MessageDigest.isEqual(
        mark.mac().getBytes(StandardCharsets.US_ASCII),
        mac(mark.service(), mark.run(), object).getBytes(StandardCharsets.US_ASCII));
  }

  private String mac(ServiceName service, long run, String object) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] sum =
          mac.doFinal(
              ("ralf/mark/v1\n" + service + "\n" + run + "\n" + object)
                  .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "MarkKey";
  }
}
