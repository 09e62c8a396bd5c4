package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Optional;

/** The keys of {@code ralf.yaml}. */
final class SiteKeys {
  static final List<String> DEFAULTED =
      List.of(
          "network",
          "gateway",
          "resolver",
          "bridge",
          "zone",
          "ctid_rule",
          "template_storage",
          "rootfs_storage",
          "template");
  private static final List<String> OTHERS =
      List.of(
          "lab",
          "proxmox.adapter",
          "proxmox.host",
          "proxmox.port",
          "proxmox.user",
          "proxmox.node",
          "proxmox.key_file",
          "dns.adapter",
          "dns.server",
          "dns.port",
          "dns.key_name",
          "dns.algorithm",
          "dns.key_secret",
          "dns.reverse_zone",
          "dns.ttl",
          "dns.resolver_host",
          "dns.resolver_port",
          "outside_probe.host",
          "outside_probe.port",
          "outside_probe.user",
          "outside_probe.key_file");

  private SiteKeys() {}

  static boolean known(String path) {
    return DEFAULTED.contains(path)
        || OTHERS.contains(path)
        || path.matches("secrets\\.allow\\[\\d+\\]")
        || path.matches("secrets\\.from\\.[^.\\[]+");
  }

  /** The key most like it, if one is alike enough to be meant. */
  static Optional<String> alike(String path) {
    String best = null;
    int least = 4;
    for (List<String> keys : List.of(DEFAULTED, OTHERS, List.of("secrets.allow", "secrets.from"))) {
      for (String key : keys) {
        int distance = distance(path, key, least);
        if (distance < least) {
          least = distance;
          best = key;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edit distance, given up beyond the limit. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
