package zone.otta.ralf.http;

import java.security.cert.X509Certificate;

/** Exactly one certificate. The handshake proves that the server holds its key. */
final class PinnedServer extends TrustedServer {
  private final Fingerprint pinned;

  PinnedServer(Fingerprint pinned) {
    this.pinned = pinned;
  }

  @Override
  protected Fingerprint recognise(X509Certificate[] chain, String method)
      throws UntrustedCertificate {
    if (chain.length == 0 || !Fingerprint.of(chain[0]).equals(pinned)) {
      throw new UntrustedCertificate();
    }
    return pinned;
  }

  @Override
  protected boolean namesTheHost() {
    return false;
  }
}
