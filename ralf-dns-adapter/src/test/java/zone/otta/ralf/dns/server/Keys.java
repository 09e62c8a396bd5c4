package zone.otta.ralf.dns.server;

import java.util.Base64;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * A key of the test servers.
 *
 * @param name with its final dot
 * @param secret in base64
 */
public record Keys(Name name, String secret) {
  public static final Keys RALF = of("ralf.", "0123456789abcdef0123456789abcdef");
  public static final Keys OTHER = of("other.", "abcdef0123456789abcdef0123456789");

  /**
   * Where a server can hold a key to single names: may change the A records of narrow.otta.zone.
   */
  public static final Keys NARROW = of("narrow.", "fedcba9876543210fedcba9876543210");

  public static final List<Keys> ALL = List.of(RALF, OTHER, NARROW);

  /** The name is known, the secret is not. */
  public static final Keys STRANGER = of("ralf.", "x123456789abcdef0123456789abcdef");

  public static final Keys UNKNOWN = of("nobody.", "0123456789abcdef0123456789abcdef");

  private static Keys of(String name, String octets) {
    return new Keys(
        Name.fromConstantString(name), Base64.getEncoder().encodeToString(octets.getBytes()));
  }

  public TSIG tsig() {
    return new TSIG(TSIG.HMAC_SHA256, name, Base64.getDecoder().decode(secret));
  }
}
