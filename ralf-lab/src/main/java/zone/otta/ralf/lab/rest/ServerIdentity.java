package zone.otta.ralf.lab.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import zone.otta.ralf.lab.guest.SelfSigned;

/**
 * The server's key and certificate, fresh for every lab.
 *
 * @param fingerprint SHA-256 of the certificate, upper case pairs with colons
 */
public record ServerIdentity(SSLContext tls, String certificatePem, String fingerprint) {
  private static final Duration LIFE = Duration.ofDays(730);

  /** For a server of this name at this address. */
  public static ServerIdentity create(String name, InetAddress address) throws IOException {
    Instant from = Instant.now().minus(Duration.ofHours(1));
    SelfSigned made = SelfSigned.create(name, address.getAddress(), from, LIFE);
    try {
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      made.certificatePem().getBytes(StandardCharsets.US_ASCII)));
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new ServerIdentity(
          context(key(made.keyPem()), certificate),
          made.certificatePem(),
          HexFormat.ofDelimiter(":").withUpperCase().formatHex(sum));
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate: " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static SSLContext context(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException, IOException {
    char[] password = UUID.randomUUID().toString().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("api", key, password, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Listens on a free port. */
  ServerSocket listen(InetAddress address) throws IOException {
    return tls.getServerSocketFactory().createServerSocket(0, 50, address);
  }
}
