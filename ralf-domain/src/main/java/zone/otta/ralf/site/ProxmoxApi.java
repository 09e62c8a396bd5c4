package zone.otta.ralf.site;

import java.util.Objects;
import java.util.Optional;

/**
 * The REST API of a Proxmox VE node.
 *
 * @param login as whom RALF comes
 * @param caFile the authority that signs the node's certificate; empty: the certificate itself was
 *     trusted by its fingerprint
 * @param pool the resource pool new containers join
 */
public record ProxmoxApi(int port, ApiLogin login, Optional<String> caFile, Optional<String> pool) {
  /** Where pveproxy listens. */
  public static final int PORT = 8006;

  public ProxmoxApi {
    Objects.requireNonNull(login);
    Objects.requireNonNull(caFile);
    Objects.requireNonNull(pool);
  }
}
