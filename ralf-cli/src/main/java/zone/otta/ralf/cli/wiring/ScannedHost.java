package zone.otta.ralf.cli.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.proxmox.api.NodeCertificate;
import zone.otta.ralf.proxmox.guest.GuestDoor;
import zone.otta.ralf.proxmox.guest.GuestTrust;
import zone.otta.ralf.proxmox.ssh.HostKeyScan;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.ProxmoxApi;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;

/**
 * A server of the site and what it showed: an SSH host key, or the certificate of an API.
 *
 * @param alias the name it is trusted by
 * @param target address and port
 * @param type {@code ssh-ed25519}, or {@value #CERTIFICATE}
 * @param base64 the key; empty for a certificate
 */
public record ScannedHost(
    String alias, String target, String type, String base64, String fingerprint) {
  public static final String CERTIFICATE = "certificate";
  private static final Duration LIMIT = Duration.ofSeconds(15);

  public boolean certificate() {
    return type.equals(CERTIFICATE);
  }

  /** Whether this is its fingerprint; Proxmox VE prints those of certificates without SHA256:. */
  public boolean shows(String other) {
    return other.equals(fingerprint)
        || certificate()
            && Fingerprint.parse(other).map(Fingerprint::toString).equals(Optional.of(fingerprint));
  }

  /**
   * Asks the node, and where there are such, what keeps the names over HTTPS and the outside probe.
   * Logs in nowhere. An API whose authority is named needs no trust of its own.
   */
  public static List<ScannedHost> all(Site site) {
    var hosts = new ArrayList<ScannedHost>();
    site.proxmox()
        .ifPresent(
            p ->
                p.api()
                    .ifPresentOrElse(
                        api -> {
                          if (api.caFile().isEmpty()) {
                            hosts.add(certificate(p, api, site.lab()));
                          }
                        },
                        () -> hosts.add(scan(p.node(), p.host(), p.port(), site.lab()))));
    site.dns().flatMap(dns -> DnsCertificate.of(dns, site.lab(), LIMIT)).ifPresent(hosts::add);
    site.outside().ifPresent(o -> hosts.add(scan(o.host(), o.host(), o.port(), site.lab())));
    return hosts;
  }

  /** Asks a container's own SSH server; empty where the site does not enter containers by SSH. */
  public static List<ScannedHost> container(Site site, Ctid ctid) {
    return site.proxmox().stream().flatMap(p -> container(site, p, ctid)).toList();
  }

  private static Stream<ScannedHost> container(Site site, ProxmoxEndpoint endpoint, Ctid ctid) {
    return switch (endpoint.guest()) {
      case GuestAccess.PctExec pct -> Stream.empty();
      case GuestAccess.Ssh ssh ->
          site.ctidRule().address(ctid, site.network()).stream()
              .map(address -> GuestDoor.reached(site, endpoint, address).toString())
              .map(at -> scan(GuestTrust.alias(ctid), at, ssh.port(), site.lab()));
    };
  }

  private static ScannedHost certificate(ProxmoxEndpoint endpoint, ProxmoxApi api, boolean lab) {
    var scanned = NodeCertificate.scan(endpoint.host(), api.port(), lab, LIMIT);
    return new ScannedHost(
        endpoint.node(),
        endpoint.host() + ":" + api.port(),
        CERTIFICATE,
        "",
        scanned.fingerprint().toString());
  }

  private static ScannedHost scan(String alias, String host, int port, boolean lab) {
    HostKeyScan.ScannedKey key = HostKeyScan.scan(host, port, lab, LIMIT);
    return new ScannedHost(alias, host + ":" + port, key.type(), key.base64(), key.fingerprint());
  }
}
