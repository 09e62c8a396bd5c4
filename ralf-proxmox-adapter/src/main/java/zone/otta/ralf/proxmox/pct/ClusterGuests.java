package zone.otta.ralf.proxmox.pct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.site.Ctid;

/**
 * All guests: the cluster's list (which knows virtual machines and other nodes, but lags up to 10
 * s) with this node's own container list laid over it (which knows locks, and does not lag).
 */
final class ClusterGuests {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ClusterGuests() {}

  static Optional<List<Guest>> read(List<String> resources, List<String> containers, String node) {
    try {
      var guests = new TreeMap<Ctid, Guest>();
      if (!cluster(resources, guests, node)) {
        return Optional.empty();
      }
      return NodeTables.containers(containers).map(rows -> laidOver(guests, rows, node));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean cluster(List<String> lines, Map<Ctid, Guest> guests, String node) {
    // Warnings may stand in front; the answer is one line.
    Optional<String> array =
        lines.stream().filter(l -> l.startsWith("[")).reduce((first, last) -> last);
    JsonNode rows = JSON.readTree(array.orElse("null"));
    if (!rows.isArray()) {
      return false;
    }
    for (JsonNode row : rows) {
      Optional<Guest.Kind> kind = kind(row.path("type").asString(""));
      if (kind.isEmpty() || !row.path("vmid").canConvertToInt()) {
        return false;
      }
      Ctid id = new Ctid(row.path("vmid").asInt());
      guests.put(
          id,
          new Guest(
              id,
              kind.get(),
              row.path("name").asString(""),
              row.path("status").asString("").equals("running"),
              Optional.of(row.path("lock").asString("")).filter(l -> !l.isEmpty()),
              row.path("node").asString(node)));
    }
    return true;
  }

  private static Optional<Guest.Kind> kind(String type) {
    return switch (type) {
      case "lxc" -> Optional.of(Guest.Kind.CONTAINER);
      case "qemu" -> Optional.of(Guest.Kind.MACHINE);
      default -> Optional.empty();
    };
  }

  private static List<Guest> laidOver(
      Map<Ctid, Guest> guests, Map<Integer, NodeTables.Row> rows, String node) {
    rows.values()
        .forEach(
            row -> {
              Ctid id = new Ctid(row.id());
              guests.put(
                  id,
                  new Guest(id, Guest.Kind.CONTAINER, row.name(), row.running(), row.lock(), node));
            });
    return new ArrayList<>(guests.values());
  }
}
