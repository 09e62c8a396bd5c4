package zone.otta.ralf.lab.node;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.lab.guest.Guest;

/**
 * One container: its configuration as plain values, its power, what is inside. Guarded by the
 * world.
 */
final class Container {
  private final int id;
  private final SortedMap<String, String> config;
  private Optional<Guest> guest = Optional.empty();
  private Optional<String> lock;
  private boolean running;

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
