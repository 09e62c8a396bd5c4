package zone.otta.ralf.lab.node;

import java.time.Duration;
import java.util.List;

/**
 * What the node is like when the world begins.
 *
 * @param node its name
 * @param address its card address
 * @param templates files on the storage for templates
 * @param available files that could be downloaded
 * @param create how long a creation takes; it holds {@code lock: create} meanwhile
 * @param start how long a start takes
 * @param boot how long a guest's system says {@code starting} after that
 * @param release which Proxmox VE it runs
 */
public record WorldOptions(
    String node,
    String address,
    String gateway,
    List<Storage> storages,
    List<String> templates,
    List<String> available,
    Duration create,
    Duration start,
    Duration boot,
    ProxmoxRelease release) {
  public static final String UBUNTU = "ubuntu-24.04-standard_24.04-2_amd64.tar.zst";
  public static final String BOOKWORM = "debian-12-standard_12.7-1_amd64.tar.zst";
  public static final String TRIXIE = "debian-13-standard_13.1-2_amd64.tar.zst";

  /** A node of the newest release. */
  public WorldOptions(
      String node,
      String address,
      String gateway,
      List<Storage> storages,
      List<String> templates,
      List<String> available,
      Duration create,
      Duration start,
      Duration boot) {
    this(
        node,
        address,
        gateway,
        storages,
        templates,
        available,
        create,
        start,
        boot,
        ProxmoxRelease.V9_2);
  }

  public WorldOptions {
    storages = List.copyOf(storages);
    templates = List.copyOf(templates);
    available = List.copyOf(available);
  }

  /** A usual small node: no template yet, three to download. */
  public static WorldOptions usual() {
    return new WorldOptions(
        "pve",
        "10.10.0.5",
        "10.10.0.1",
        List.of(
            new Storage("local", Storage.Type.DIR, 264212084, 34078924, 72311988),
            new Storage("local-lvm", Storage.Type.LVMTHIN, 209715200, 10485760, 199229440)),
        List.of(),
        List.of(BOOKWORM, TRIXIE, UBUNTU),
        Duration.ofMillis(300),
        Duration.ofMillis(100),
        Duration.ofMillis(300));
  }

  public WorldOptions withTemplates(List<String> there) {
    return new WorldOptions(
        node, address, gateway, storages, there, available, create, start, boot, release);
  }

  public WorldOptions withCreate(Duration time) {
    return new WorldOptions(
        node, address, gateway, storages, templates, available, time, start, boot, release);
  }

  /** For tests: nothing takes longer than it must. */
  public WorldOptions withoutWaits() {
    return new WorldOptions(
        node,
        address,
        gateway,
        storages,
        templates,
        available,
        Duration.ofMillis(20),
        Duration.ZERO,
        Duration.ZERO,
        release);
  }

  public WorldOptions withRelease(ProxmoxRelease other) {
    return new WorldOptions(
        node, address, gateway, storages, templates, available, create, start, boot, other);
  }
}
