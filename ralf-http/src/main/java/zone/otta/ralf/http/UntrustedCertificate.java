package zone.otta.ralf.http;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** The server showed a certificate that is not believed. */
public final class UntrustedCertificate extends CertificateException {
  private static final long serialVersionUID = 1L;

  /** Says nothing about the certificate. */
  public UntrustedCertificate() {
    super("not the trusted certificate");
  }

  /** Whether it is the failure, or behind it. */
  public static boolean in(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UntrustedCertificate) {
        return true;
      }
    }
    return false;
  }
}
