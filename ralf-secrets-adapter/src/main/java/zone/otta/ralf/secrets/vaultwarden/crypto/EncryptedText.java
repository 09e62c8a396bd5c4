package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/**
 * {@code TYPE.BASE64|BASE64|BASE64}, as every encrypted text travels. Which types are taken where
 * is decided by the keys.
 */
public final class EncryptedText {
  /** AES-256-CBC without authentication. */
  static final int CBC = 0;

  /** AES-256-CBC, PKCS#7, HMAC-SHA-256 over vector and ciphertext. */
  static final int CBC_HMAC = 2;

  /** RSA-OAEP with SHA-256. */
  static final int OAEP_SHA256 = 3;

  /** RSA-OAEP with SHA-1. */
  static final int OAEP_SHA1 = 4;

  /** As {@link #OAEP_SHA256}, with a second part that clients ignore. */
  static final int OAEP_SHA256_HMAC = 5;

  /** As {@link #OAEP_SHA1}, with a second part that clients ignore. */
  static final int OAEP_SHA1_HMAC = 6;

  private static final int CBC_128_HMAC = 1;
  private static final int BLOCK = 16;
  private static final int MAC = 32;

  private final int type;
  private final List<byte[]> parts;

  private EncryptedText(int type, List<byte[]> parts) {
    this.type = type;
    this.parts = parts;
  }

  /**
   * Reads the form; decrypts nothing.
   *
   * @throws Unopened FORMAT, REFUSED for forms without a type or with type 1, UNSUPPORTED for types
   *     of accounts of the second generation
   */
  public static EncryptedText parse(String text) throws Unopened {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new Unopened(text.indexOf('|') < 0 ? Why.FORMAT : Why.REFUSED);
    }
    int type = type(text.substring(0, dot));
    String[] words = text.substring(dot + 1).split("\\|", -1);
    if (words.length != partsOf(type)) {
      throw new Unopened(Why.FORMAT);
    }
    List<byte[]> parts = new ArrayList<>();
    for (String word : words) {
      parts.add(decode(word));
    }
    EncryptedText read = new EncryptedText(type, parts);
    read.requireLengths();
    return read;
  }

  static EncryptedText sealed(byte[] vector, byte[] ciphertext, byte[] mac) {
    return new EncryptedText(CBC_HMAC, List.of(vector, ciphertext, mac));
  }

  private static int type(String digits) throws Unopened {
    if (!digits.matches("\\d{1,3}")) {
      throw new Unopened(Why.FORMAT);
    }
    return Integer.parseInt(digits);
  }

  private static int partsOf(int type) throws Unopened {
    return switch (type) {
      case CBC, OAEP_SHA256_HMAC, OAEP_SHA1_HMAC -> 2;
      case CBC_HMAC -> 3;
      case OAEP_SHA256, OAEP_SHA1 -> 1;
      case CBC_128_HMAC -> throw new Unopened(Why.REFUSED);
      default -> throw new Unopened(Why.UNSUPPORTED);
    };
  }

  private static byte[] decode(String word) throws Unopened {
    try {
      return Base64.getDecoder().decode(word);
    } catch (IllegalArgumentException e) {
      // The library's message is not kept: it may repeat what it read.
      throw new Unopened(Why.FORMAT);
    }
  }

  private void requireLengths() throws Unopened {
    boolean symmetric = type == CBC || type == CBC_HMAC;
    if (symmetric
        && (part(0).length != BLOCK || part(1).length == 0 || part(1).length % BLOCK != 0)) {
      throw new Unopened(Why.FORMAT);
    }
    if (type == CBC_HMAC && part(2).length != MAC) {
      throw new Unopened(Why.FORMAT);
    }
  }

  int type() {
    return type;
  }

  byte[] part(int index) {
    return parts.get(index);
  }

  /** The form it travels in. */
  public String text() {
    StringBuilder text = new StringBuilder().append(type);
    char before = '.';
    for (byte[] part : parts) {
      text.append(before).append(Base64.getEncoder().encodeToString(part));
      before = '|';
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "EncryptedText[type " + type + "]";
  }
}
