package zone.otta.ralf.testkit.host;

import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** Services at the far end as {@link TunnelContract} wants them. */
public interface TunnelWorld extends AutoCloseable {
  /** An address and a port as the tunnel's user names them. */
  record Endpoint(Ipv4Address address, int port) {}

  Tunnel tunnel();

  /**
   * Sends back what it gets, and ends when the other side does; takes several connections at once.
   */
  Endpoint echo();

  /** Accepts and never sends anything. */
  Endpoint silent();

  /** Nobody listens. */
  Endpoint closed();
}
