package zone.otta.ralf.dns.opnsense;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import zone.otta.ralf.site.DnsName;

/**
 * The id under which RALF keeps the address of a name: always the same, so that writing it twice
 * makes one entry, whoever writes and whatever was forgotten.
 */
final class EntryId {
  /** RFC 9562, appendix A: names of the DNS. */
  private static final UUID NAMESPACE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  private EntryId() {}

  /** UUID of version 5 (RFC 9562 section 5.5) over {@code ralf/NAME/A}. */
  static String of(DnsName name) {
    byte[] text = ("ralf/" + name + "/A").getBytes(StandardCharsets.UTF_8);
    ByteBuffer hashed =
        ByteBuffer.wrap(
            sha1(
                ByteBuffer.allocate(16 + text.length)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .put(text)
                    .array()));
    long most = hashed.getLong() & ~0xf000L | 0x5000L;
    long least = hashed.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  /** Not for protection: the RFC wants it. */
  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-1", e);
    }
  }
}
