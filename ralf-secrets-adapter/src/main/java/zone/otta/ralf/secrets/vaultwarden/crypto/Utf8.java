package zone.otta.ralf.secrets.vaultwarden.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/** Decrypted bytes as text. */
final class Utf8 {
  private Utf8() {}

  /** The bytes are overwritten. */
  static Secret secret(byte[] bytes) throws Unopened {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      char[] chars = Arrays.copyOf(decoded.array(), decoded.limit());
      Arrays.fill(decoded.array(), '\0');
      try {
        return new Secret(chars);
      } finally {
        Arrays.fill(chars, '\0');
      }
    } catch (CharacterCodingException e) {
      throw new Unopened(Why.FORMAT);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
