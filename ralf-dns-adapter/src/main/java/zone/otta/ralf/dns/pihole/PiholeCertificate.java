package zone.otta.ralf.dns.pihole;

import java.time.Duration;
import zone.otta.ralf.http.CertificateScan;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;

/** The certificate of a Pi-hole's web server, as it shows it now. */
public final class PiholeCertificate {
  private PiholeCertificate() {}

  /**
   * Fetches it; nothing is requested and no password is sent.
   *
   * @throws PortException RALF-W130 if nothing answers with TLS, RALF-W007 for a lab and a target
   *     that is not loopback
   */
  public static Fingerprint scan(DnsEndpoint.Web web, boolean lab, Duration limit) {
    var failures = new ApiFailures(web);
    return CertificateScan.scan(
            web.host(), web.port(), lab, limit, e -> failures.noAnswer(ApiCall.handshake(), e))
        .fingerprint();
  }
}
