package zone.otta.ralf.lab.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A container's file below /etc/pve/lxc, whose SHA-1 is the digest Proxmox gives. */
final class ConfigFile {
  private ConfigFile() {}

  /** With what waits and the snapshots, each in its section. */
  static String text(Container c) {
    var current = new TreeMap<>(c.config());
    c.lock().ifPresent(l -> current.put("lock", l));
    var text = new StringBuilder(values(current));
    if (!c.pending().isEmpty()) {
      text.append("\n[pve:pending]\n").append(pending(c.pending()));
    }
    c.snapshots()
        .forEach(
            (name, s) -> text.append("\n[").append(name).append("]\n").append(values(s.shown())));
    return text.toString();
  }

  private static String pending(SortedMap<String, Optional<String>> pending) {
    var values = new TreeMap<String, String>();
    var deleted = new ArrayList<String>();
    pending.forEach(
        (key, value) -> value.ifPresentOrElse(v -> values.put(key, v), () -> deleted.add(key)));
    if (!deleted.isEmpty()) {
      values.put("delete", String.join(" ", deleted));
    }
    return values(values);
  }

  private static String values(SortedMap<String, String> config) {
    var text = new StringBuilder();
    String description = config.getOrDefault("description", "");
    description.lines().forEach(l -> text.append('#').append(PctConfig.encode(l)).append('\n'));
    config.forEach(
        (key, value) -> {
          if (!key.equals("description")) {
            text.append(key).append(": ").append(value).append('\n');
          }
        });
    return text.toString();
  }

  static String digest(Container c) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text(c).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
