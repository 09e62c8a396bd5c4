package zone.otta.ralf.secrets;

import java.security.SecureRandom;

/**
 * A new secret: 32 letters and digits, 190 bits, safe in shell, URL and YAML. The first is a
 * letter: YAML would read some strings of digits as a number.
 */
public final class RandomSecret {
  private static final char[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

  private static final int LETTERS = 52;
  private static final int LENGTH = 32;

  private RandomSecret() {}

  /** The caller overwrites it. */
  public static char[] make(SecureRandom random) {
    char[] value = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      value[i] = ALPHABET[random.nextInt(i == 0 ? LETTERS : ALPHABET.length)];
    }
    return value;
  }
}
