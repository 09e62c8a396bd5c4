package zone.otta.ralf.proxmox.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A privilege on an object.
 *
 * @param paths where it may stand: one of them is enough; the first is where the documented role
 *     has it
 * @param otherwise privileges that do as well, all of them on one path; empty: nothing does
 * @param role the documented role it belongs to
 */
record Right(
    List<String> paths, String privilege, Map<String, Set<String>> otherwise, String role) {
  Right {
    paths = List.copyOf(paths);
    otherwise = Map.copyOf(otherwise);
  }

  Right(List<String> paths, String privilege, String role) {
    this(paths, privilege, Map.of(), role);
  }

  /**
   * @param at the privileges on a path
   */
  boolean met(Function<String, Set<String>> at) {
    return paths.stream().anyMatch(path -> at.apply(path).contains(privilege))
        || otherwise.entrySet().stream()
            .anyMatch(o -> at.apply(o.getKey()).containsAll(o.getValue()));
  }
}
