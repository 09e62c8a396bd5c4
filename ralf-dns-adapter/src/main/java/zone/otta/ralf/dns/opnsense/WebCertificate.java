package zone.otta.ralf.dns.opnsense;

import java.time.Duration;
import zone.otta.ralf.http.CertificateScan;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;

/** The certificate of a firewall's web interface, as it shows it now. */
public final class WebCertificate {
  private WebCertificate() {}

  /**
   * Fetches it; nothing is requested and no key is sent.
   *
   * @throws PortException RALF-W120 if nothing answers with TLS, RALF-W007 for a lab and a target
   *     that is not loopback
   */
  public static Fingerprint scan(DnsEndpoint.Web web, boolean lab, Duration limit) {
    var failures = new ApiFailures("https://" + web);
    return CertificateScan.scan(
            web.host(), web.port(), lab, limit, e -> failures.noAnswer(Command.STATUS, e))
        .fingerprint();
  }
}
