package zone.otta.ralf.proxmox.api;

import java.util.List;

/**
 * A privilege on an object.
 *
 * @param paths where it may stand: one of them is enough; the first is where the documented role
 *     has it
 * @param role the documented role it belongs to
 */
record Right(List<String> paths, String privilege, String role) {
  Right {
    paths = List.copyOf(paths);
  }
}
