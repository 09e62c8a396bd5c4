package zone.otta.ralf.port;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret value. No text form, no serial form, compared in constant time; overwritten by {@link
 * #close}. Handed out by a {@link SecretSource} inside a callback only.
 */
public final class Secret implements AutoCloseable {
  private final char[] chars;

  public Secret(char[] chars) {
    this.chars = chars.clone();
  }

  /** A copy of the characters; the caller overwrites it after use. */
  public char[] reveal() {
    return chars.clone();
  }

  /** A copy as UTF-8; the caller overwrites it after use. */
  public byte[] revealBytes() {
    var buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** A second one with the same value, for who keeps it longer; closed by itself. */
  public Secret copy() {
    return new Secret(chars);
  }

  public int length() {
    return chars.length;
  }

  @Override
  public void close() {
    Arrays.fill(chars, '\0');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret s && MessageDigest.isEqual(revealBytes(), s.revealBytes());
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
