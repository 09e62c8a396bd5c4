package zone.otta.ralf.lab.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.PropertyString;
import zone.otta.ralf.lab.node.ProxmoxRelease;

/**
 * Which right each option of a container needs (proxmox.md section 6, proxmox-conversations rest-6
 * and rest-6b).
 */
final class OptionRights {
  private static final String ROOT = " is only allowed for root@pam";
  private final Acl acl;
  private final Operations operations;
  private final ProxmoxRelease release;

  OptionRights(Acl acl, Operations operations, ProxmoxRelease release) {
    this.acl = acl;
    this.operations = operations;
    this.release = release;
  }

  /**
   * Options of a creation.
   *
   * @param pool whether the container will be in the pool
   */
  void checkCreate(int id, boolean pool, Map<String, String> options) throws Refusal {
    for (var each : new TreeMap<>(options).entrySet()) {
      checkOne(id, pool, each.getKey(), each.getValue(), "");
    }
    checkBridges(options);
    String unprivileged = options.getOrDefault("unprivileged", release.nine() ? "1" : "0");
    if (unprivileged.equals("1")) {
      return;
    }
    if (release.nine()) {
      acl.check("/", "Sys.Modify");
    } else if (options.containsKey("features")) {
      throw Refusal.forbidden("changing feature flags for privileged container" + ROOT);
    }
  }

  /** Options of an update, also those it deletes. */
  void checkUpdate(int id, Map<String, String> options) throws Refusal, NodeFailure {
    for (var each : new TreeMap<>(options).entrySet()) {
      switch (each.getKey()) {
        case "digest" -> {}
        case "delete", "revert" -> {
          for (String name : each.getValue().split("[ ,;]+")) {
            checkOne(id, false, name, "", "");
          }
        }
        default -> {
          String now = each.getKey().equals("features") ? features(id) : "";
          checkOne(id, false, each.getKey(), each.getValue(), now);
        }
      }
    }
    if (operations.exists(id)) {
      operations.refuseLocked(id); // before the bridges, as recorded in rest-6
    }
    checkBridges(options);
  }

  private void checkBridges(Map<String, String> options) throws Refusal {
    for (var each : new TreeMap<>(options).entrySet()) {
      Optional<String> bridge =
          Optional.of(each)
              .filter(e -> e.getKey().matches("net\\d+"))
              .map(e -> PropertyString.parse(e.getValue()).get("bridge"));
      if (bridge.isPresent()) {
        acl.check(Acl.BRIDGES + bridge.get(), "SDN.Use");
      }
    }
  }

  /** Where in its code the release refuses a template by path. */
  int pathLine() {
    return release.nine() ? 651 : 581;
  }

  private String features(int id) throws NodeFailure {
    return operations.exists(id) ? operations.option(id, "features").orElse("") : "";
  }

  private void checkOne(int id, boolean pool, String name, String value, String now)
      throws Refusal {
    switch (name.replaceFirst("\\d+$", "")) {
      case "rootfs", "mp" -> volume(id, pool, value);
      case "cores", "cpulimit", "cpuunits" -> need(id, pool, "VM.Config.CPU");
      case "memory", "swap" -> need(id, pool, "VM.Config.Memory");
      case "net", "nameserver", "searchdomain", "hostname" -> need(id, pool, "VM.Config.Network");
      case "features" -> features(id, pool, value, now);
      case "dev" -> throw Refusal.forbidden("configuring device passthrough" + ROOT);
      case "hookscript" -> throw Refusal.forbidden("changing the hookscript" + ROOT);
      case "ha-managed" -> acl.check("/", "Sys.Console");
      case "tags" -> need(id, false, "VM.Config.Options"); // ignores the pool (finding 12)
      case "bwlimit",
          "force",
          "password",
          "pool",
          "ssh-public-keys",
          "start",
          "storage",
          "unprivileged" -> {}
      default -> need(id, pool, "VM.Config.Options");
    }
  }

  private void need(int id, boolean pool, String privilege) throws Refusal {
    if (!pool || !acl.holds(Acl.POOL, List.of(privilege))) {
      acl.checkContainer(id, privilege);
    }
  }

  private void volume(int id, boolean pool, String value) throws Refusal {
    if (value.startsWith("/")) {
      throw Refusal.forbidden("mount point type bind" + ROOT);
    }
    need(id, pool, "VM.Config.Disk");
    String storage = value.substring(0, Math.max(0, value.indexOf(':')));
    if (!storage.isEmpty()) {
      acl.check("/storage/" + storage, "Datastore.AllocateSpace");
    }
  }

  private void features(int id, boolean pool, String value, String now) throws Refusal {
    Map<String, String> wanted = PropertyString.parse(value);
    Map<String, String> there = PropertyString.parse(now);
    for (String flag : wanted.keySet()) {
      boolean same = wanted.get(flag).equals(there.get(flag));
      if (!flag.equals("nesting") && !same) {
        throw Refusal.forbidden("changing feature flags (except nesting)" + ROOT);
      }
    }
    if (!wanted.equals(there)) {
      need(id, pool, "VM.Allocate");
    }
  }
}
