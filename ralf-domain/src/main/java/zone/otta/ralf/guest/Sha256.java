package zone.otta.ralf.guest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 sum, 64 lower-case hexadecimal digits. */
public record Sha256(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256");
    }
  }

  public static Sha256 of(byte[] bytes) {
    return ofOctets(digest().digest(bytes));
  }

  /** The sum that these 32 bytes are. */
  public static Sha256 ofOctets(byte[] sum) {
    return new Sha256(HexFormat.of().formatHex(sum));
  }

  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] octets() {
    return HexFormat.of().parseHex(hex);
  }

  /** The first 12 digits: how plans are called. */
  public String shortForm() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }
}
