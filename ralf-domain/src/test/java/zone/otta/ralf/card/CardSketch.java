package zone.otta.ralf.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.SecretReference;

/** A sound card of which a test changes what it is about. Null is "the card does not say". */
public final class CardSketch {
  public String service = "postgresql";
  public String model = "LXC on Proxmox VE, Ubuntu 24.04";
  public Platform modelPlatform = Platform.LXC;
  public String release = "Ubuntu 24.04";
  public Integer group;
  public List<String> ports = new ArrayList<>(List.of("5432 10.10.0.0/16"));
  public Exposure exposure = Exposure.NONE;
  public List<Dependency> dependencies = new ArrayList<>();
  public Integer cpu = 2;
  public Long ram = 2048L;
  public Long rootfs = 16384L;
  public Long swap = 0L;
  public List<Long> volumes = new ArrayList<>();
  public String listen;
  public boolean listenBounded = true;
  public List<String> hba = new ArrayList<>(List.of("10.10.20.0/24"));
  public List<String> methods = new ArrayList<>(List.of("scram-sha-256"));
  public boolean tlsOptional;
  public Boolean ufw;
  public List<String> notes = new ArrayList<>();
  public List<String> secrets = new ArrayList<>();
  public String hostname = "postgres-ops";
  public String address = "10.10.20.10/16";
  public String dns = "postgres.otta.zone";
  public Long ctid = 20010L;
  public CtidRule ctidRule;
  public String gateway = "10.10.0.1";
  public Boolean dhcp;
  public Platform platform = Platform.LXC;
  public List<String> reasons = new ArrayList<>();
  public List<EmbeddedStatus> status = new ArrayList<>();

  private CardSketch() {}

  /** The sound card with one change. */
  public static ServiceCard card(Consumer<CardSketch> change) {
    CardSketch sketch = new CardSketch();
    change.accept(sketch);
    return sketch.card();
  }

  /** A card that leaves its whole placement open. */
  public static ServiceCard open(String service, Integer group) {
    return card(
        c -> {
          c.service = service;
          c.group = group;
          c.hostname = null;
          c.address = null;
          c.dns = null;
          c.ctid = null;
        });
  }

  private ServiceCard card() {
    return new ServiceCard(
        new ServiceName(service),
        "a purpose",
        model,
        Optional.ofNullable(modelPlatform),
        Optional.ofNullable(release).flatMap(OsRelease::find),
        Optional.ofNullable(group),
        ports.stream().map(CardSketch::port).toList(),
        exposure,
        dependencies,
        resources(),
        security(),
        secrets.stream().map(SecretReference::new).toList(),
        placement(),
        status);
  }

  private static Port port(String words) {
    String[] parts = words.split(" ");
    return new Port(
        Integer.parseInt(parts[0]),
        Port.Protocol.TCP,
        parts.length > 1 ? Ipv4Network.parse(parts[1]) : Optional.empty(),
        "");
  }

  private Resources resources() {
    return new Resources(
        Optional.ofNullable(cpu),
        Optional.ofNullable(ram),
        Optional.ofNullable(rootfs),
        Optional.ofNullable(swap),
        volumes.stream().map(v -> new Resources.DataVolume("/srv", v)).toList());
  }

  private Security security() {
    return new Security(
        Optional.ofNullable(listen),
        listenBounded,
        hba.stream().map(Ipv4Network::of).toList(),
        methods,
        tlsOptional,
        Optional.ofNullable(ufw),
        notes);
  }

  private PlacementWish placement() {
    return new PlacementWish(
        Optional.ofNullable(hostname).map(HostName::new),
        Optional.ofNullable(address).map(Ipv4Interface::of),
        Optional.ofNullable(dns).map(DnsName::new),
        Optional.ofNullable(ctid),
        Optional.ofNullable(ctidRule),
        Optional.ofNullable(gateway).map(Ipv4Address::of),
        Optional.ofNullable(dhcp),
        Optional.ofNullable(platform),
        reasons);
  }
}
