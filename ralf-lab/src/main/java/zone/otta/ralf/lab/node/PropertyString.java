package zone.otta.ralf.lab.node;

import java.util.LinkedHashMap;
import java.util.Map;

/** Proxmox's {@code key=value,key=value}. */
public final class PropertyString {
  private PropertyString() {}

  public static Map<String, String> parse(String text) {
    var map = new LinkedHashMap<String, String>();
    for (String part : text.split(",", -1)) {
      int eq = part.indexOf('=');
      if (eq > 0) {
        map.put(part.substring(0, eq), part.substring(eq + 1));
      }
    }
    return map;
  }
}
