package zone.otta.ralf.http;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.guest.Sha256;

/**
 * SHA-256 over a certificate, as {@code pvenode cert info} and the web interface print it: {@code
 * C7:42:...}, 32 pairs.
 */
public record Fingerprint(String pairs) {
  private static final Pattern PAIRS = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
  private static final String PREFIX = "SHA256:";

  public Fingerprint {
    if (!PAIRS.matcher(pairs).matches()) {
      throw new IllegalArgumentException("not a SHA-256 fingerprint");
    }
  }

  /** Reads it with or without {@code SHA256:}, with or without colons, in either case. */
  public static Optional<Fingerprint> parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    String digits =
        (upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper).replace(":", "");
    return digits.matches("[0-9A-F]{64}")
        ? Optional.of(new Fingerprint(COLONS.formatHex(HexFormat.of().parseHex(digits))))
        : Optional.empty();
  }

  /** Of a certificate. */
  public static Fingerprint of(X509Certificate certificate) {
    try {
      return new Fingerprint(COLONS.formatHex(Sha256.digest().digest(certificate.getEncoded())));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without a form", e);
    }
  }

  /** {@code SHA256:C7:42:...}. */
  @Override
  public String toString() {
    return PREFIX + pairs;
  }
}
