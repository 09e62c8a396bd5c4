package zone.otta.ralf.proxmox.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What {@code access/permissions} says: privileges by path, each with 1 if it holds below the path
 * too, with 0 if on the path alone. A path that is not named has those that the nearest path above
 * passes on.
 */
final class Privileges {
  private final Map<String, Map<String, Boolean>> byPath;

  /**
   * @param byPath whether each privilege is passed on
   */
  Privileges(Map<String, Map<String, Boolean>> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  static Privileges read(JsonNode paths) {
    var byPath = new TreeMap<String, Map<String, Boolean>>();
    paths
        .properties()
        .forEach(
            path -> {
              var held = new TreeMap<String, Boolean>();
              path.getValue()
                  .properties()
                  .forEach(p -> held.put(p.getKey(), p.getValue().asInt(0) == 1));
              byPath.put(path.getKey(), held);
            });
    return new Privileges(byPath);
  }

  Set<String> at(String path) {
    Map<String, Boolean> own = byPath.get(path);
    return own == null ? inherited(above(path)) : own.keySet();
  }

  /** Entries that pass nothing on are as if they were not there. */
  private Set<String> inherited(String path) {
    Set<String> passedOn =
        byPath.getOrDefault(path, Map.of()).entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return path.equals("/") || !passedOn.isEmpty() || emptyOnPurpose(path)
        ? passedOn
        : inherited(above(path));
  }

  /** Rights taken away on a path (NoAccess) are taken away below it. */
  private boolean emptyOnPurpose(String path) {
    Map<String, Boolean> own = byPath.get(path);
    return own != null && own.isEmpty();
  }

  private static String above(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  Map<String, Set<String>> all() {
    var all = new TreeMap<String, Set<String>>();
    byPath.forEach((path, held) -> all.put(path, new TreeSet<>(held.keySet())));
    return all;
  }
}
