package zone.otta.ralf.proxmox.api;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/** Believes the server that the site trusts, and keeps by what it was recognised. */
abstract class TrustedServer implements X509TrustManager {
  private volatile Optional<Fingerprint> recognised = Optional.empty();

  /** By what: the certificate itself where it is pinned, the authority's where that is trusted. */
  abstract Fingerprint recognise(X509Certificate[] chain, String method)
      throws UntrustedCertificate;

  /** Whether the certificate has to name the host. */
  abstract boolean namesTheHost();

  /** Empty before the first connection. */
  final Optional<Fingerprint> recognised() {
    return recognised;
  }

  final SSLSocketFactory sockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {this}, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without TLS", e);
    }
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String method)
      throws UntrustedCertificate {
    recognised = Optional.of(recognise(chain, method));
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String method)
      throws UntrustedCertificate {
    throw new UntrustedCertificate();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
