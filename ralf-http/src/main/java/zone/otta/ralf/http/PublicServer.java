package zone.otta.ralf.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Any certificate of an authority that this machine's Java trusts. */
final class PublicServer extends TrustedServer {
  private final X509TrustManager check;

  private PublicServer(X509TrustManager check) {
    this.check = check;
  }

  static PublicServer ofThisMachine() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return new PublicServer(AuthorityServer.x509(factory));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without authorities", e);
    }
  }

  @Override
  protected Fingerprint recognise(X509Certificate[] chain, String method)
      throws UntrustedCertificate {
    try {
      check.checkServerTrusted(chain, method);
    } catch (CertificateException e) {
      throw new UntrustedCertificate();
    }
    return Fingerprint.of(chain[0]);
  }

  @Override
  protected boolean namesTheHost() {
    return true;
  }
}
