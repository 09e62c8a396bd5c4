package zone.otta.ralf.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import zone.otta.ralf.guest.Sha256;

/**
 * The hash chain of a stream.
 *
 * <pre>
 * h(0) = SHA-256("ralf-stream/1:" + name)
 * h(n) = SHA-256(h(n-1) | int64 version | uuid (16 bytes) | int64 microseconds
 *                | int32 length, type | int32 length, payload)      big-endian, UTF-8
 * </pre>
 *
 * These bytes are the same in the file, in Java and in the database, and never change.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ChainHash(String hex) {
  private static final int LENGTH = 32;

  public ChainHash {
    if (hex.length() != 2 * LENGTH || !digits(hex)) {
      throw new IllegalArgumentException("not a chain hash");
    }
  }

  /** A regular expression would take longer than the hash. */
  private static boolean digits(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The one of 32 bytes. */
  public static ChainHash of(byte[] bytes) {
    return new ChainHash(HexFormat.of().formatHex(bytes));
  }

  public static ChainHash start(StreamName stream) {
    return new ChainHash(Sha256.of("ralf-stream/1:" + stream.value()).hex());
  }

  public ChainHash next(long version, NewEvent event) {
    byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
    byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(LENGTH + 8 + 16 + 8 + 4 + type.length + 4);
    head.put(bytes())
        .putLong(version)
        .putLong(event.id().getMostSignificantBits())
        .putLong(event.id().getLeastSignificantBits())
        .putLong(event.occurredUs())
        .putInt(type.length)
        .put(type)
        .putInt(payload.length);
    MessageDigest digest = Sha256.digest();
    digest.update(head.array());
    digest.update(payload);
    return of(digest.digest());
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
