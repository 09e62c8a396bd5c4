package zone.otta.ralf.lab.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A container's file below /etc/pve/lxc, whose SHA-1 is the digest Proxmox gives. */
final class ConfigFile {
  private ConfigFile() {}

  static String text(SortedMap<String, String> config) {
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

  static String digest(SortedMap<String, String> config) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1")
                  .digest(text(config).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
