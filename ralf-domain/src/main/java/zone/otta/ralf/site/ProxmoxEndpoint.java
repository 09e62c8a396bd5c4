package zone.otta.ralf.site;

import java.util.Optional;

/**
 * The Proxmox VE node as reached over SSH.
 *
 * @param host address or name
 * @param user {@code root}: pct needs it
 * @param node the node's own name
 * @param keyFile private key; empty means the SSH agent
 */
public record ProxmoxEndpoint(
    String host, int port, String user, String node, Optional<String> keyFile) {}
