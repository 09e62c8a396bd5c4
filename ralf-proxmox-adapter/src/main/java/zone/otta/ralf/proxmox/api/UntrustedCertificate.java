package zone.otta.ralf.proxmox.api;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** The server showed a certificate that is not believed. */
final class UntrustedCertificate extends CertificateException {
  private static final long serialVersionUID = 1L;

  UntrustedCertificate() {
    super("not the trusted certificate");
  }

  static boolean in(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UntrustedCertificate) {
        return true;
      }
    }
    return false;
  }
}
