package zone.otta.ralf.lab.node;

import java.util.SortedMap;
import java.util.TreeMap;

/** The figures of a container's status; use of a running one is not emulated and reads 0. */
final class StatusValues {
  private static final int NODE_CORES = 2;
  private static final long MIB = 1 << 20;

  private StatusValues() {}

  static SortedMap<String, Object> of(Container c) {
    var values = new TreeMap<String, Object>();
    values.put("cpus", Long.parseLong(c.option("cores", Integer.toString(NODE_CORES))));
    for (String zero :
        new String[] {
          "disk", "diskread", "diskwrite", "mem", "netin", "netout", "swap", "uptime"
        }) {
      values.put(zero, 0L);
    }
    values.put("maxdisk", disk(c.option("rootfs", "size=4G")));
    values.put("maxmem", Long.parseLong(c.option("memory", "512")) * MIB);
    values.put("maxswap", Long.parseLong(c.option("swap", "512")) * MIB);
    values.put("name", c.name());
    values.put("status", c.status());
    c.lock().ifPresent(l -> values.put("lock", l));
    if (!c.option("tags", "").isEmpty()) {
      values.put("tags", c.option("tags", ""));
    }
    values.put("type", "lxc");
    values.put("vmid", (long) c.id());
    return values;
  }

  static long disk(String rootfs) {
    String size = PropertyString.parse(rootfs).getOrDefault("size", "4G");
    int last = size.length() - 1;
    return Long.parseLong(size.substring(0, last)) * unit(size.substring(last));
  }

  /** K, M, G, T; bytes without one. */
  static long unit(String letter) {
    return switch (letter) {
      case "T" -> 1L << 40;
      case "G" -> 1L << 30;
      case "M" -> 1L << 20;
      case "K" -> 1L << 10;
      default -> 1;
    };
  }
}
