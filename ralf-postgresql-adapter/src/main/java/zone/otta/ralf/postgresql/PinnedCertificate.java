package zone.otta.ralf.postgresql;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The certificate a server must show. It was read over a trusted channel; whether it fits the
 * address and the time is still asked, since other clients will ask that.
 */
record PinnedCertificate(X509Certificate certificate) {
  /** Type of an IP address among the alternative names (RFC 5280 section 4.2.1.6). */
  private static final int IP_NAME = 7;

  /** The pinned certificate cannot be what the server needs; why, for people. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Text why;

    Unusable(String en, String de) {
      super(en);
      this.why = Text.of(en, de);
    }

    Text why() {
      return why;
    }
  }

  static PinnedCertificate of(SmokeProbe.Login login, Instant now) throws Unusable {
    X509Certificate certificate = parse(login.pinned().orElseThrow());
    requireTime(certificate, now);
    requireAddress(certificate, login.address());
    return new PinnedCertificate(certificate);
  }

  static X509Certificate parse(String pem) throws Unusable {
    try {
      Collection<?> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (all.size() == 1 && all.iterator().next() instanceof X509Certificate one) {
        return one;
      }
      throw new Unusable(
          "what is pinned holds " + all.size() + " certificates, not one",
          "angeheftet sind " + all.size() + " Zertifikate, nicht eines");
    } catch (CertificateException e) {
      throw new Unusable(
          "what is pinned is not a certificate in PEM",
          "was angeheftet ist, ist kein Zertifikat in PEM");
    }
  }

  private static void requireTime(X509Certificate certificate, Instant now) throws Unusable {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      throw new Unusable(
          "the pinned certificate is valid from " + from + " until " + until + " only",
          "das angeheftete Zertifikat gilt nur von " + from + " bis " + until);
    }
  }

  private static void requireAddress(X509Certificate certificate, Ipv4Address address)
      throws Unusable {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      boolean found =
          names != null
              && names.stream()
                  .anyMatch(n -> n.get(0).equals(IP_NAME) && address.toString().equals(n.get(1)));
      if (!found) {
        throw new Unusable(
            "the pinned certificate does not name the address " + address,
            "das angeheftete Zertifikat nennt die Adresse " + address + " nicht");
      }
    } catch (CertificateParsingException e) {
      throw new Unusable(
          "the names of the pinned certificate cannot be read",
          "die Namen des angehefteten Zertifikats sind nicht zu lesen");
    }
  }

  /** SHA-256 over the certificate, in hexadecimal with colons as other tools show it. */
  static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
