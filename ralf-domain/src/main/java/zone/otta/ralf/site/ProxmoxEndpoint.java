package zone.otta.ralf.site;

import java.util.Objects;
import java.util.Optional;

/**
 * The Proxmox VE node, by {@code pct} over SSH or by its API.
 *
 * @param host address or name
 * @param port of its SSH server
 * @param user {@code root}: pct needs it
 * @param node the node's own name, or {@link #AUTO}
 * @param keyFile private key; empty means the SSH agent
 * @param api empty: {@code pct} over SSH is used
 * @param guest how commands get into containers
 * @param directTunnel whether containers are connected to from here, instead of through SSH
 * @param reachedAt a network of the site's size behind which its addresses are reached from here,
 *     host part by host part (1:1 NAT)
 * @param firewall whether RALF sets rules of Proxmox VE's firewall for its containers
 */
public record ProxmoxEndpoint(
    String host,
    int port,
    String user,
    String node,
    Optional<String> keyFile,
    Optional<ProxmoxApi> api,
    GuestAccess guest,
    boolean directTunnel,
    Optional<Ipv4Network> reachedAt,
    boolean firewall) {
  /** In place of a node's name: RALF chooses for each new container. Needs the API. */
  public static final String AUTO = "auto";

  public ProxmoxEndpoint {
    Objects.requireNonNull(api);
    Objects.requireNonNull(guest);
    Objects.requireNonNull(reachedAt);
    if (api.isPresent() && guest instanceof GuestAccess.PctExec) {
      throw new IllegalArgumentException("the API has no command in a container");
    }
    if (api.isEmpty() && node.equals(AUTO)) {
      throw new IllegalArgumentException("pct is on one node");
    }
  }

  /** Everything by {@code pct} over SSH. */
  public ProxmoxEndpoint(
      String host, int port, String user, String node, Optional<String> keyFile) {
    this(
        host,
        port,
        user,
        node,
        keyFile,
        Optional.empty(),
        new GuestAccess.PctExec(),
        false,
        Optional.empty(),
        false);
  }

  /** As a plan binds it: {@code root@pve:22}, {@code https://pve:8006 pool ralf}. */
  public String target() {
    return api.map(
            a -> "https://" + host + ":" + a.port() + a.pool().map(p -> " pool " + p).orElse(""))
        .orElse(user + "@" + host + ":" + port);
  }
}
