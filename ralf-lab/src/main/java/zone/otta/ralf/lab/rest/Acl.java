package zone.otta.ralf.lab.rest;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.Storage;
import zone.otta.ralf.lab.node.World;
import zone.otta.ralf.lab.node.WorldOptions;

/**
 * The rights of the lab's API user: the minimal role of proxmox-conversations/README.md, over the
 * pool, the storages and the bridge. Where no template is on the node it may fetch one too. A right
 * holds below its path until a deeper path has rights of its own. Thread-safe.
 */
public final class Acl {
  static final String POOL = "/pool/" + World.POOL;
  static final String BRIDGES = "/sdn/zones/localnetwork/";
  private static final Set<String> CONTAINER =
      Set.of(
          "VM.Allocate",
          "VM.Audit",
          "VM.Config.CPU",
          "VM.Config.Disk",
          "VM.Config.Memory",
          "VM.Config.Network",
          "VM.Config.Options",
          "VM.PowerMgmt",
          "VM.Snapshot");
  private final SortedMap<String, SortedMap<String, Boolean>> rights = new TreeMap<>();
  private final IntPredicate pooled;

  /**
   * @param pooled whether a container is in the pool
   */
  Acl(WorldOptions options, IntPredicate pooled) {
    this.pooled = pooled;
    CONTAINER.forEach(p -> grant(POOL, p));
    grant(BRIDGES + "vmbr0", "SDN.Use");
    for (Storage storage : options.storages()) {
      String path = "/storage/" + storage.name();
      if (!storage.type().templates()) {
        grant(path, "Datastore.AllocateSpace");
        continue;
      }
      grant(path, "Datastore.Audit");
      if (options.templates().isEmpty()) {
        grant(path, "Datastore.AllocateTemplate");
      }
    }
  }

  public synchronized void grant(String path, String privilege) {
    rights.computeIfAbsent(path, p -> new TreeMap<>()).put(privilege, true);
  }

  /** Takes a privilege away wherever it is held. */
  public synchronized void revoke(String privilege) {
    rights.values().forEach(held -> held.remove(privilege));
    rights.values().removeIf(SortedMap::isEmpty);
  }

  /** All rights of one path are gone. */
  public synchronized void revokeAt(String path) {
    rights.remove(path);
  }

  private Set<String> at(String path) {
    String up = path;
    while (!rights.containsKey(up)) {
      if (up.equals("/")) {
        return Set.of();
      }
      int slash = up.lastIndexOf('/');
      up = slash <= 0 ? "/" : up.substring(0, slash);
    }
    return rights.getOrDefault(up, new TreeMap<>()).keySet();
  }

  synchronized boolean holds(String path, List<String> anyOf) {
    Set<String> held = at(path);
    return anyOf.stream().anyMatch(held::contains);
  }

  synchronized boolean onContainer(int id, List<String> anyOf) {
    return holds("/vms/" + id, anyOf) || pooled.test(id) && holds(POOL, anyOf);
  }

  void check(String path, String... anyOf) throws Refusal {
    if (!holds(path, List.of(anyOf))) {
      throw Refusal.forbidden(path + ", " + String.join("|", anyOf));
    }
  }

  void checkContainer(int id, String... anyOf) throws Refusal {
    if (!onContainer(id, List.of(anyOf))) {
      throw Refusal.forbidden("/vms/" + id + ", " + String.join("|", anyOf));
    }
  }

  /** As {@code access/permissions} shows them. */
  synchronized Json shown() {
    Json.Obj all = Json.object();
    for (String path : rights.keySet()) {
      all = all.with(path, ones(at(path)));
    }
    return all;
  }

  synchronized Json shown(String path) {
    return Json.object().with(path, ones(new TreeSet<>(at(path))));
  }

  private static Json ones(Set<String> privileges) {
    Json.Obj ones = Json.object();
    for (String privilege : privileges) {
      ones = ones.with(privilege, 1);
    }
    return ones;
  }
}
