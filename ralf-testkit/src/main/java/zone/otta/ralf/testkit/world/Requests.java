package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.PlanRequest;
import zone.otta.ralf.card.Exposure;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.Platform;
import zone.otta.ralf.card.Resources;
import zone.otta.ralf.card.Security;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;

/** The reference card as planning gets it. */
public final class Requests {
  public static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  public static final ServiceName SERVICE = new ServiceName("postgresql");

  private Requests() {}

  /** The card with more memory and a larger root file system, at a site with another resolver. */
  public static PlanRequest larger(Ownership ownership) {
    return request(4096L, 32768L, site(Ipv4Address.of("10.10.0.2")), ownership);
  }

  public static PlanRequest postgresql(Ownership ownership) {
    return request(2048L, 16384L, site(Site.DEFAULT.resolver()), ownership);
  }

  public static Ownership owning(Set<Long> runs) {
    return new Ownership(SERVICE, KEY, runs, true);
  }

  public static PlanRequest request(long ramMib, long rootfsMib, Site site, Ownership ownership) {
    ServiceCard card =
        new ServiceCard(
            SERVICE,
            "RALFs Gedächtnis 🐘",
            "Proxmox LXC (Ubuntu 24.04 LTS)",
            Optional.of(Platform.LXC),
            OsRelease.find("Ubuntu 24.04"),
            Optional.empty(),
            List.of(),
            Exposure.NONE,
            List.of(),
            new Resources(
                Optional.of(2),
                Optional.of(ramMib),
                Optional.of(rootfsMib),
                Optional.of(0L),
                List.of()),
            Security.UNSTATED,
            List.of(),
            PlacementWish.OPEN,
            List.of());
    Placement placement =
        new Placement(
            new HostName("postgres-ops"),
            Ipv4Interface.of("10.10.20.10/16"),
            new DnsName("postgres.otta.zone"),
            new Ctid(20010));
    return new PlanRequest(
        card,
        placement,
        site,
        List.of(),
        Sha256.of("policies"),
        "0.1.0",
        ownership,
        false,
        Optional.empty());
  }

  public static Site site(Ipv4Address resolver) {
    Site d = Site.DEFAULT;
    DnsEndpoint.Server server = new DnsEndpoint.Server("10.10.0.1", 53);
    return new Site(
        d.network(),
        d.gateway(),
        resolver,
        d.bridge(),
        d.zone(),
        d.ctidRule(),
        d.templateStorage(),
        d.rootfsStorage(),
        d.template(),
        d.templateSource(),
        d.proxmox(),
        Optional.of(
            new DnsEndpoint.Rfc2136(
                server,
                "ralf.",
                "hmac-sha256",
                SecretReference.env("RALF_DNS_TSIG"),
                Optional.of("10.10.in-addr.arpa"),
                300,
                List.of(server))),
        d.outside(),
        d.secrets(),
        Optional.empty(),
        false,
        List.of());
  }
}
