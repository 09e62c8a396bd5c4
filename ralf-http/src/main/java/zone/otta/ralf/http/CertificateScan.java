package zone.otta.ralf.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;

/**
 * Asks a server for its certificate, for {@code ralf trust}. Ends within the handshake: nothing is
 * requested and no token is sent. Whether the certificate is the right one is for a person to say.
 */
public final class CertificateScan {
  /**
   * A certificate as the server showed it.
   *
   * @param subject for people only: anybody can write anything there
   * @param end when its validity ends
   */
  public record ScannedCertificate(Fingerprint fingerprint, String subject, Instant end) {}

  private CertificateScan() {}

  /**
   * Fetches the certificate.
   *
   * @param failure what it means if nothing answers with TLS
   * @throws PortException that, or RALF-W007 for a lab and a target that is not loopback
   */
  public static ScannedCertificate scan(
      String host,
      int port,
      boolean lab,
      Duration limit,
      Function<IOException, PortException> failure) {
    if (lab) {
      LabTarget.requireLoopback(host);
    }
    int millis = Math.toIntExact(limit.toMillis());
    var seen = new Capture();
    SSLSocketFactory sockets = seen.sockets();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true)) {
        socket.startHandshake();
      }
      throw new IllegalStateException("an unknown certificate was accepted");
    } catch (IOException e) {
      return seen.certificate().orElseThrow(() -> failure.apply(e));
    }
  }

  /** Believes nobody and keeps what it is shown. */
  private static final class Capture extends TrustedServer {
    private volatile Optional<X509Certificate> shown = Optional.empty();

    Optional<ScannedCertificate> certificate() {
      return shown.map(
          c ->
              new ScannedCertificate(
                  Fingerprint.of(c),
                  c.getSubjectX500Principal().getName(),
                  c.getNotAfter().toInstant()));
    }

    @Override
    protected Fingerprint recognise(X509Certificate[] chain, String method)
        throws UntrustedCertificate {
      if (chain.length > 0) {
        shown = Optional.of(chain[0]);
      }
      throw new UntrustedCertificate();
    }

    @Override
    protected boolean namesTheHost() {
      return false;
    }
  }
}
