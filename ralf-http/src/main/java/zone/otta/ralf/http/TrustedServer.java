package zone.otta.ralf.http;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import zone.otta.ralf.port.PortException;

/**
 * Believes the server that the site trusts, and keeps by what it was recognised. There is none that
 * believes every server.
 */
public abstract class TrustedServer implements X509TrustManager {
  private volatile Optional<Fingerprint> recognised = Optional.empty();

  /** For this package and for scans, which believe nobody. */
  protected TrustedServer() {}

  /**
   * Whoever has a certificate of an authority in this file that names the host.
   *
   * @throws PortException RALF-W063 if the file cannot be used
   */
  public static TrustedServer ofAuthority(Path file) {
    return AuthorityServer.of(file);
  }

  /**
   * Whoever holds the key of exactly this certificate. Name and validity period do not count: the
   * fingerprint was compared by a person.
   */
  public static TrustedServer pinned(Fingerprint certificate) {
    return new PinnedServer(certificate);
  }

  /** Whoever has a certificate that this machine's Java trusts and that names the host. */
  public static TrustedServer publiclyTrusted() {
    return PublicServer.ofThisMachine();
  }

  /** By what: the certificate itself where it is pinned, the authority's where that is trusted. */
  protected abstract Fingerprint recognise(X509Certificate[] chain, String method)
      throws UntrustedCertificate;

  /** Whether the certificate has to name the host. */
  protected abstract boolean namesTheHost();

  /** Empty before the first connection. */
  public final Optional<Fingerprint> recognised() {
    return recognised;
  }

  public final SSLSocketFactory sockets() {
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
