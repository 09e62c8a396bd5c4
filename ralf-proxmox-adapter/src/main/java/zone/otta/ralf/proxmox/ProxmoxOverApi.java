package zone.otta.ralf.proxmox;

import java.util.Map;
import java.util.Set;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.proxmox.api.ApiHost;
import zone.otta.ralf.proxmox.api.ApiSettings;

/**
 * A Proxmox VE node by its REST API with a token. Guests are not reached this way: the API has no
 * command in a container. Connects at the first use, not before.
 */
public final class ProxmoxOverApi implements AutoCloseable {
  private final ApiHost host;

  private ProxmoxOverApi(ApiHost host) {
    this.host = host;
  }

  /** Contacts nobody yet and asks for no token yet. */
  public static ProxmoxOverApi open(ApiSettings settings) {
    return new ProxmoxOverApi(new ApiHost(settings));
  }

  public ContainerHost host() {
    return host;
  }

  /** Calls sent so far, those that watch tasks included. */
  public int requests() {
    return host.requests();
  }

  /**
   * {@code SHA256:C7:42:...} of the pinned certificate, or of the trusted authority's; connects if
   * needed.
   */
  public String identity() {
    return host.identity();
  }

  /** The privileges of the token by path, {@code /pool/ralf} for example; one call. */
  public Map<String, Set<String>> privileges() {
    return host.privileges();
  }

  /** Overwrites the token and ends the connection; never throws. */
  @Override
  public void close() {
    host.close();
  }
}
