package zone.otta.ralf.postgresql;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts exactly one certificate, octet by octet; no authority, no other name, no clients. */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final String fingerprint;

  private PinnedTrust(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  static PinnedTrust in(X509Certificate pinned) {
    return new PinnedTrust(PinnedCertificate.fingerprint(pinned));
  }

  /** By its sum, in the form of {@link PinnedCertificate#fingerprint}. */
  static PinnedTrust in(String fingerprint) {
    return new PinnedTrust(fingerprint);
  }

  /** The server showed another certificate. */
  static final class Other extends CertificateException {
    private static final long serialVersionUID = 1L;

    Other(String fingerprint) {
      super(fingerprint);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !PinnedCertificate.fingerprint(chain[0]).equals(fingerprint)) {
      throw new Other(chain.length == 0 ? "none" : PinnedCertificate.fingerprint(chain[0]));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
