package zone.otta.ralf.recipe.postgresql;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A server certificate as read from the guest over the trusted channel. */
public record ServerCertificate(
    String pem, List<String> dnsNames, List<String> addresses, boolean p256, Instant end) {
  private static final int DNS = 2;
  private static final int IP = 7;

  /** Empty if the text is no certificate. */
  public static Optional<ServerCertificate> parse(String pem) {
    try {
      var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
      var c = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      boolean p256 =
          c.getPublicKey() instanceof ECPublicKey key
              && key.getParams().getOrder().bitLength() == 256;
      return Optional.of(
          new ServerCertificate(
              pem, names(c, DNS), names(c, IP), p256, c.getNotAfter().toInstant()));
    } catch (CertificateException e) {
      return Optional.empty();
    }
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

  /** The facts, if it is a certificate for these names that is still valid at the instant. */
  Optional<Facts.Certificate> facts(Facts.Certificate wanted, boolean keyPrivate, Instant now) {
    if (!p256 || !end.isAfter(now) || dnsNames.size() != 1 || addresses.size() != 1) {
      return Optional.empty();
    }
    Optional<DnsName> dns = DnsName.parse(dnsNames.get(0));
    Optional<Ipv4Address> address = Ipv4Address.parse(addresses.get(0));
    return dns.isPresent() && address.isPresent()
        ? Optional.of(
            new Facts.Certificate(
                wanted.certificate(), wanted.key(), dns.get(), address.get(), keyPrivate))
        : Optional.empty();
  }
}
