package zone.otta.ralf.plan;

import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.SecretReference;

/**
 * Everything a recipe needs to know of one service: what the card and the site say, made complete.
 * Part of the plan, so that a run needs neither card nor site again.
 *
 * @param clients the network that may reach the service
 * @param tlsRequired false only if the card says that TLS is optional
 * @param secret the reference of the service's own login
 */
public record Deployment(
    ServiceName service,
    String purpose,
    Placement placement,
    OsRelease release,
    int cores,
    long memoryMib,
    long swapMib,
    long rootfsMib,
    Ipv4Network clients,
    boolean tlsRequired,
    SecretReference secret) {
  public Ipv4Address address() {
    return placement.address().address();
  }
}
