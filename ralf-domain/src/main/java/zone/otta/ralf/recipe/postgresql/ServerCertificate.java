package zone.otta.ralf.recipe.postgresql;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Facts;

/**
 * A server certificate as read from the guest over the trusted channel.
 *
 * @param names DNS names, then addresses
 * @param algorithm kind and size of the key: {@code EC 256}
 * @param fingerprint SHA-256 over its DER form
 */
public record ServerCertificate(
    String pem, List<String> names, String algorithm, Instant end, Sha256 fingerprint) {
  static final String P256 = "EC 256";

  /** From here on it is to be made anew. */
  static final Duration WARNING = Duration.ofDays(30);

  private static final int DNS = 2;
  private static final int IP = 7;

  /** Empty if the text is no certificate. */
  public static Optional<ServerCertificate> parse(String pem) {
    try {
      var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
      var c = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      var names = new ArrayList<>(names(c, DNS));
      names.addAll(names(c, IP));
      return Optional.of(
          new ServerCertificate(
              pem, names, algorithm(c), c.getNotAfter().toInstant(), Sha256.of(c.getEncoded())));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private static String algorithm(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case ECPublicKey key -> "EC " + key.getParams().getOrder().bitLength();
      case RSAPublicKey key -> "RSA " + key.getModulus().bitLength();
      default -> certificate.getPublicKey().getAlgorithm();
    };
  }

  private static List<String> names(X509Certificate certificate, int type)
      throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream()
            .filter(n -> n.get(0).equals(type))
            .map(n -> String.valueOf(n.get(1)))
            .toList();
  }

  /**
   * The facts, as seen at the instant.
   *
   * @param keyOwner who may read the key
   */
  Facts.Certificate facts(Facts.Certificate wanted, Optional<FileOwner> keyOwner, Instant now) {
    return new Facts.Certificate(
        wanted.certificate(),
        wanted.key(),
        names,
        algorithm,
        keyOwner,
        !end.isAfter(now.plus(WARNING)));
  }
}
