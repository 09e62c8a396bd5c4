package zone.otta.ralf.lab.node;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How options become a stored configuration, and how {@code pct config} prints it (recorded
 * normalisations).
 */
final class PctConfig {
  private static final long KIB = 1024;

  private PctConfig() {}

  /** {@code key: value}; the description encoded onto one line. */
  static String line(String key, String value) {
    return key + ": " + (key.equals("description") ? encode(value) : value);
  }

  static String encode(String description) {
    var out = new StringBuilder();
    for (byte b : description.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 255;
      if (c == '%' || c == ':' || c == '\n' || c >= 127 || c < 32 && c != '\t') {
        out.append(String.format("%%%02X", c));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }

  /** Lower case, unique, sorted, joined by semicolons. */
  static String tags(String given) {
    var tags = new TreeSet<String>();
    for (String tag : given.split("[;, ]+")) {
      if (!tag.isEmpty()) {
        tags.add(tag.toLowerCase(Locale.ROOT));
      }
    }
    return String.join(";", tags);
  }

  /** Name and bridge first, the rest sorted; MAC and type added where missing. */
  static String net(String given, String randomMac) {
    Map<String, String> given2 = PropertyString.parse(given);
    var rest = new TreeMap<>(given2);
    rest.remove("name");
    rest.remove("bridge");
    rest.putIfAbsent("hwaddr", randomMac);
    rest.putIfAbsent("type", "veth");
    var out = new StringBuilder("name=").append(given2.getOrDefault("name", ""));
    if (given2.containsKey("bridge")) {
      out.append(",bridge=").append(given2.get("bridge"));
    }
    rest.forEach((key, value) -> out.append(',').append(key).append('=').append(value));
    return out.toString();
  }

  /** {@code 16} GiB to {@code 16G}, 0.5 to 512M, 1024 to 1T: the largest unit that divides. */
  static String size(String gibibytes) {
    return size(kib(gibibytes));
  }

  static String size(long kibibytes) {
    long kib = kibibytes;
    String unit = "K";
    for (String next : List.of("M", "G", "T")) {
      if (kib % KIB != 0) {
        break;
      }
      kib /= KIB;
      unit = next;
    }
    return kib + unit;
  }

  static long kib(String gibibytes) {
    return Math.round(Double.parseDouble(gibibytes) * KIB * KIB);
  }
}
