package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.guest.Guest;

/**
 * {@code pct set}: on a running container some values are there at once and some wait for the next
 * start (proxmox.md section 9, recorded in 9.2-ssh-4-update).
 */
final class PctSet {
  private static final String USAGE = "pct set <vmid> [OPTIONS]\n";
  private static final List<String> WAIT_FOR_START =
      List.of(
          "arch", "cmode", "console", "features", "nameserver", "searchdomain", "timezone", "tty");
  private static final List<String> READ_ONLY = List.of("unprivileged");
  private static final List<String> REQUIRED = List.of("memory", "ostype", "rootfs");
  private final World world;
  private final SecureRandom random = new SecureRandom();

  PctSet(World world) {
    this.world = world;
  }

  int run(List<String> words, Call call) throws NodeFailure, IOException, InterruptedException {
    if (words.isEmpty()) {
      throw new NodeFailure(255, "400 not enough arguments\n" + USAGE);
    }
    ConfigOptions options =
        ConfigOptions.ofSet(words.subList(1, words.size()), world.options().release());
    int id = Vmid.parse(words.get(0), USAGE);
    options.verify();
    update(id, options, call);
    return 0;
  }

  /** Changes what was judged to be well formed. */
  void update(int id, ConfigOptions options, Call call)
      throws NodeFailure, IOException, InterruptedException {
    options.refuseNotEmulated();
    Map<String, String> given = new TreeMap<>(options.given());
    List<String> deletes = names(given, "delete");
    List<String> reverts = names(given, "revert");
    Optional<String> digest = Optional.ofNullable(given.remove("digest"));
    if (given.isEmpty() && deletes.isEmpty() && reverts.isEmpty()) {
      throw new NodeFailure(255, "no options specified\n");
    }
    refuse(given, deletes);
    world.awaitFlock(id);
    Optional<Container> moving = Optional.empty();
    synchronized (world) {
      Container c = world.existing(id, 2);
      c.refuseLocked();
      if (digest.isPresent() && !digest.get().equals(ConfigFile.digest(c))) {
        throw modified();
      }
      boolean moved = verifyNetwork(c, given);
      reverts.forEach(c.pending()::remove);
      deletes.forEach(name -> delete(c, name, call));
      given.forEach((name, value) -> set(c, name, value, call));
      if (moved && c.running()) {
        moving = Optional.of(c);
        call.out("net.ipv4.conf.eth0.promote_secondaries = 1\n");
        call.out("net.ipv4.conf.eth0.promote_secondaries = 0\n");
      }
    }
    if (moving.flatMap(Container::guest).isPresent()) {
      moving.get().guest().get().moved(world.identity(moving.get()));
    }
  }

  static NodeFailure modified() {
    return new NodeFailure(
        255, "detected modified configuration - file changed by other user? Try again.\n");
  }

  private static List<String> names(Map<String, String> given, String option) {
    var names = new ArrayList<>(List.of(given.getOrDefault(option, "").split("[ ,;]+")));
    given.remove(option);
    names.removeIf(String::isEmpty);
    return names;
  }

  private static void refuse(Map<String, String> given, List<String> deletes) throws NodeFailure {
    for (String name : deletes) {
      if (given.containsKey(name)) {
        throw NodeFailure.parameter(
            "delete",
            "you can't use '-" + name + "' and -delete " + name + "' at the same time",
            USAGE);
      }
      if (REQUIRED.contains(name)) {
        throw new NodeFailure(255, "unable to delete required option '" + name + "'\n");
      }
    }
    for (String name : given.keySet()) {
      if (READ_ONLY.contains(name)) {
        throw new NodeFailure(255, "unable to modify read-only option: '" + name + "'\n");
      }
    }
  }

  /**
   * True if the address changes at the same interface. Once a server really listens on an address
   * it cannot change here.
   */
  private static boolean verifyNetwork(Container c, Map<String, String> given) throws NodeFailure {
    for (String name : given.keySet()) {
      if (c.running()
          && name.startsWith("net")
          && PropertyString.parse(given.getOrDefault(name, "")).containsKey("tag")) {
        throw NodeFailure.parameter(
            name,
            "unable to hotplug " + name + ": no physical interface on bridge 'vmbr0'\n",
            USAGE);
      }
    }
    if (!given.containsKey("net0")) {
      return false;
    }
    Map<String, String> wanted = PropertyString.parse(given.getOrDefault("net0", ""));
    String bridge = wanted.getOrDefault("bridge", "vmbr0");
    if (c.running() && !bridge.equals("vmbr0")) {
      throw NodeFailure.parameter(
          "net0", "unable to hotplug net0: interface " + bridge + " does not exist\n\n", USAGE);
    }
    Map<String, String> now = PropertyString.parse(c.option("net0", ""));
    boolean moved = !now.getOrDefault("ip", "").equals(wanted.getOrDefault("ip", ""));
    if (moved && c.guest().flatMap(Guest::cluster).isPresent()) {
      throw new NotInVocabulary(List.of("set", "net0", given.getOrDefault("net0", "")));
    }
    String mac = wanted.getOrDefault("hwaddr", "");
    return moved && mac.equalsIgnoreCase(now.getOrDefault("hwaddr", ""));
  }

  private static void delete(Container c, String name, Call call) {
    if (!c.config().containsKey(name) && !c.pending().containsKey(name)) {
      call.err("cannot delete '" + name + "' - not set in current configuration!\n");
    } else if (c.running() && WAIT_FOR_START.contains(name)) {
      c.pending().put(name, Optional.empty());
    } else {
      c.config().remove(name);
      c.pending().remove(name);
    }
  }

  private void set(Container c, String name, String value, Call call) {
    String stored = ConfigOptions.stored(name, value, RandomMac.next(random));
    if (value.isEmpty()) {
      delete(c, name, call);
    } else if (name.equals("lock")) {
      c.lock(Optional.of(value));
    } else if (!c.running() || !WAIT_FOR_START.contains(name)) {
      c.config().put(name, stored);
    } else if (stored.equals(c.option(name, ""))) {
      c.pending().remove(name);
    } else {
      c.pending().put(name, Optional.of(stored));
    }
  }
}
