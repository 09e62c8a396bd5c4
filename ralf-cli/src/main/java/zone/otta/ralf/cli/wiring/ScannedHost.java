package zone.otta.ralf.cli.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.proxmox.ssh.HostKeyScan;
import zone.otta.ralf.site.Site;

/**
 * A server of the site and the host key it showed.
 *
 * @param alias the name it is trusted by
 * @param target address and port
 */
public record ScannedHost(
    String alias, String target, String type, String base64, String fingerprint) {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Asks the node and, where there is one, the outside probe. Logs in nowhere. */
  public static List<ScannedHost> all(Site site) {
    var hosts = new ArrayList<ScannedHost>();
    site.proxmox().ifPresent(p -> hosts.add(scan(p.node(), p.host(), p.port(), site.lab())));
    site.outside().ifPresent(o -> hosts.add(scan(o.host(), o.host(), o.port(), site.lab())));
    return hosts;
  }

  private static ScannedHost scan(String alias, String host, int port, boolean lab) {
    HostKeyScan.ScannedKey key = HostKeyScan.scan(host, port, lab, LIMIT);
    return new ScannedHost(alias, host + ":" + port, key.type(), key.base64(), key.fingerprint());
  }
}
