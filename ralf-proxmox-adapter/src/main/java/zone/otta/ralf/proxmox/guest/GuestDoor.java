package zone.otta.ralf.proxmox.guest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;

/**
 * Where the SSH servers of a site's containers are.
 *
 * @param site its rule tells a container's address from its id
 * @param endpoint where the site's addresses are reached from here
 * @param access user, key and port
 */
public record GuestDoor(Site site, ProxmoxEndpoint endpoint, GuestAccess.Ssh access) {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  public GuestDoor {
    Objects.requireNonNull(site);
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(access);
  }

  /** The address by the site's rule. */
  Optional<Ipv4Address> address(Ctid ctid) {
    return site.ctidRule().address(ctid, site.network());
  }

  /** The other direction. */
  Optional<Ctid> ctid(Ipv4Address address) {
    return site.network().contains(address)
        ? Optional.of(new Ctid(site.ctidRule().number(address)))
        : Optional.empty();
  }

  /** What has to be connected to. */
  String host(Ipv4Address address) {
    return reached(site, endpoint, address).toString();
  }

  /** Where an address of the site is reached from here. */
  public static Ipv4Address reached(Site site, ProxmoxEndpoint endpoint, Ipv4Address address) {
    return endpoint.reachedAt().map(at -> site.network().hostIn(at, address)).orElse(address);
  }

  SshSettings settings(Ctid ctid, Ipv4Address address, String knownHosts) {
    return new SshSettings(
        host(address),
        access.port(),
        access.user(),
        new SshSettings.Login.KeyFile(Path.of(access.keyFile())),
        GuestTrust.alias(ctid),
        knownHosts,
        site.lab(),
        CONNECT);
  }
}
