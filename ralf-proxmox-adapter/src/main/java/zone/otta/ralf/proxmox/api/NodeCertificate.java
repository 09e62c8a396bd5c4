package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import zone.otta.ralf.http.CertificateScan;
import zone.otta.ralf.port.PortException;

/** The certificate of a node's API, as it shows it now. */
public final class NodeCertificate {
  private NodeCertificate() {}

  /**
   * Fetches it; nothing is requested and no token is sent.
   *
   * @throws PortException RALF-W001 if nothing answers with TLS, RALF-W007 for a lab and a target
   *     that is not loopback
   */
  public static CertificateScan.ScannedCertificate scan(
      String host, int port, boolean lab, Duration limit) {
    var failures = new ApiFailures("https://" + host + ":" + port);
    return CertificateScan.scan(host, port, lab, limit, failures::notConnected);
  }
}
