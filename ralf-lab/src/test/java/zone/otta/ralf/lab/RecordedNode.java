package zone.otta.ralf.lab;

import java.time.Duration;
import java.util.List;
import zone.otta.ralf.lab.node.ProxmoxRelease;
import zone.otta.ralf.lab.node.Storage;
import zone.otta.ralf.lab.node.WorldOptions;

/** The node the conversations were recorded with. */
final class RecordedNode {
  private RecordedNode() {}

  static WorldOptions options(String version) {
    return new WorldOptions(
        "pve1",
        "10.10.10.1",
        "10.10.10.1",
        List.of(
            new Storage("local", Storage.Type.DIR, 264212084, 34078924, 72311988),
            new Storage("fast", Storage.Type.BTRFS, 6291456, 5920, 5749760)),
        version.equals("8.4")
            ? List.of("debian-12-standard_12.7-1_amd64.tar.zst")
            : List.of(
                "debian-12-mini_12.7-1_amd64.tar.zst",
                "debian-12-standard_12.7-1_amd64.tar.zst",
                "my-debian_1_amd64.tar.zst"),
        List.of("alpine-9-broken_9.0_amd64.tar.xz", "debian-12-mini_12.7-1_amd64.tar.zst"),
        Duration.ofMillis(20),
        Duration.ZERO,
        Duration.ZERO,
        version.equals("8.4") ? ProxmoxRelease.V8_4 : ProxmoxRelease.V9_2);
  }
}
