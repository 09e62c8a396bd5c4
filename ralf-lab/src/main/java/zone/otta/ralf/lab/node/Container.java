package zone.otta.ralf.lab.node;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.lab.guest.Guest;

/**
 * One container: its configuration as plain values, what waits for the next start, its snapshots,
 * its power, what is inside. Guarded by the world.
 */
final class Container {
  private final int id;
  private final SortedMap<String, String> config;
  private final SortedMap<String, Optional<String>> pending = new TreeMap<>();
  private final SortedMap<String, Snapshot> snapshots = new TreeMap<>();
  private Optional<Guest> guest = Optional.empty();
  private Optional<String> lock;
  private boolean running;
  private boolean stuckFileSystem;

  Container(int id, SortedMap<String, String> config, Optional<String> lock) {
    this.id = id;
    this.config = new TreeMap<>(config);
    this.lock = lock;
  }

  int id() {
    return id;
  }

  SortedMap<String, String> config() {
    return config;
  }

  /** Values that wait for the next start; empty where the option will be gone. */
  SortedMap<String, Optional<String>> pending() {
    return pending;
  }

  /** As {@code pct config} shows it: what waits is shown as if it were there. */
  SortedMap<String, String> expected() {
    var expected = new TreeMap<>(config);
    pending.forEach(
        (key, value) ->
            value.ifPresentOrElse(v -> expected.put(key, v), () -> expected.remove(key)));
    return expected;
  }

  /** Begins to hold what waited, as a start does. */
  void takePending() {
    var expected = expected();
    config.clear();
    config.putAll(expected);
    pending.clear();
  }

  /** By name. */
  SortedMap<String, Snapshot> snapshots() {
    return snapshots;
  }

  String option(String name, String otherwise) {
    return config.getOrDefault(name, otherwise);
  }

  String name() {
    return option("hostname", "CT" + id);
  }

  Optional<String> lock() {
    return lock;
  }

  void lock(Optional<String> word) {
    lock = word;
  }

  /**
   * @throws NodeFailure if it is locked, with Proxmox's words
   */
  void refuseLocked() throws NodeFailure {
    if (lock.isPresent()) {
      throw new NodeFailure(255, "CT is locked (" + lock.get() + ")\n");
    }
  }

  /** The next growth will leave the file system as it is. */
  void stickFileSystem() {
    stuckFileSystem = true;
  }

  boolean takeStuckFileSystem() {
    boolean stuck = stuckFileSystem;
    stuckFileSystem = false;
    return stuck;
  }

  /** The root file system has this many KiB now. */
  void fileSystem(long kib) {
    guest.ifPresent(g -> g.disk(kib));
  }

  boolean running() {
    return running;
  }

  void running(boolean now) {
    running = now;
  }

  String status() {
    return running ? "running" : "stopped";
  }

  Optional<Guest> guest() {
    return guest;
  }

  void guest(Guest made) {
    guest = Optional.of(made);
  }

  /** The address of net0 without its prefix; empty if it has no static one. */
  Optional<String> address() {
    return Optional.ofNullable(PropertyString.parse(option("net0", "")).get("ip"))
        .filter(ip -> ip.contains("/"))
        .map(ip -> ip.substring(0, ip.indexOf('/')));
  }
}
