package zone.otta.ralf.lab.node;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.lab.guest.GuestCopy;

/**
 * A snapshot: the configuration without what waits, and a copy of what is inside.
 *
 * @param config its description is the snapshot's; {@code parent} names the snapshot before it
 * @param inside empty for a container without a guest
 */
record Snapshot(
    String name, Instant at, SortedMap<String, String> config, Optional<GuestCopy> inside) {
  /** As {@code pct config --snapshot} shows it. */
  SortedMap<String, String> shown() {
    var shown = new TreeMap<>(config);
    shown.put("snaptime", Long.toString(at.getEpochSecond()));
    return shown;
  }

  Optional<String> parent() {
    return Optional.ofNullable(config.get("parent"));
  }

  /** The description with its line breaks; empty if it has none. */
  String description() {
    return config.getOrDefault("description", "");
  }

  Snapshot withParent(Optional<String> parent) {
    var changed = new TreeMap<>(config);
    parent.ifPresentOrElse(p -> changed.put("parent", p), () -> changed.remove("parent"));
    return new Snapshot(name, at, changed, inside);
  }
}
