package zone.otta.ralf.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** Any certificate of an authority whose own certificate lies in a file. */
final class AuthorityServer extends TrustedServer {
  private final List<X509Certificate> authorities;
  private final X509TrustManager check;

  private AuthorityServer(List<X509Certificate> authorities, X509TrustManager check) {
    this.authorities = authorities;
    this.check = check;
  }

  /**
   * @throws PortException RALF-W063 if the file cannot be used
   */
  static AuthorityServer of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (authorities.isEmpty()) {
        throw unusable(file);
      }
      return new AuthorityServer(authorities, check(authorities));
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file);
    }
  }

  private static X509TrustManager check(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry(Fingerprint.of(authority).pairs(), authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return x509(factory);
  }

  static X509TrustManager x509(TrustManagerFactory factory) {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("a JDK without X.509");
  }

  @Override
  protected Fingerprint recognise(X509Certificate[] chain, String method)
      throws UntrustedCertificate {
    try {
      check.checkServerTrusted(chain, method);
    } catch (CertificateException e) {
      throw new UntrustedCertificate();
    }
    X509Certificate last = chain[chain.length - 1];
    return authorities.stream()
        .filter(authority -> last.equals(authority) || signed(last, authority))
        .findFirst()
        .or(() -> authorities.stream().findFirst())
        .map(Fingerprint::of)
        .orElseThrow(UntrustedCertificate::new);
  }

  private static boolean signed(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  protected boolean namesTheHost() {
    return true;
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.toArray(X509Certificate[]::new);
  }

  private static PortException unusable(Path file) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W063",
        Text.of(
            file + " cannot be read as a certificate authority",
            file + " ist nicht als Zertifizierungsstelle lesbar"),
        Text.of(
            "a PEM file, as /etc/pve/pve-root-ca.pem on a Proxmox VE node; its key is not needed",
            "eine PEM-Datei, wie /etc/pve/pve-root-ca.pem auf einem Proxmox-VE-Knoten; ihr Schlüssel wird nicht gebraucht"));
  }
}
