package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.guest.Guest;

/** {@code pct}, with the texts and exit codes of Proxmox VE 9.2.11. */
final class Pct {
  private static final int NO_CONFIG = 2;
  private final World world;
  private final PctPower power;
  private final PctSet set;
  private final PctResize resize;
  private final PctSnapshots snapshots;
  private final PctDestroy destroy;

  Pct(World world) {
    this.world = world;
    power = new PctPower(world);
    set = new PctSet(world);
    resize = new PctResize(world);
    snapshots = new PctSnapshots(world, power);
    destroy = new PctDestroy(world, power);
  }

  int run(List<String> argv, Call call) throws IOException, InterruptedException {
    if (argv.size() < 2) {
      throw new NotInVocabulary(argv);
    }
    String command = argv.get(1);
    List<String> words = argv.subList(2, argv.size());
    try {
      return switch (command) {
        case "list" -> list(call);
        case "create" -> new PctCreate(world, power).run(words, call);
        case "exec" -> exec(argv, call);
        case "set" -> set.run(words, call);
        case "resize" -> resize.run(words, call);
        case "snapshot", "rollback", "delsnapshot" -> snapshots.run(command, words);
        case "status",
            "config",
            "pending",
            "listsnapshot",
            "start",
            "stop",
            "shutdown",
            "reboot",
            "destroy",
            "unlock" ->
            one(command, argv, call);
        default -> throw new NotInVocabulary(argv);
      };
    } catch (NodeFailure e) {
      call.err(e.text());
      return e.exit();
    }
  }

  private int one(String command, List<String> argv, Call call)
      throws NodeFailure, IOException, InterruptedException {
    String options =
        List.of("pending", "unlock", "listsnapshot").contains(command) ? "" : " [OPTIONS]";
    String usage = "pct " + command + " <vmid>" + options + "\n";
    if (argv.size() < 3) {
      throw new NodeFailure(255, "400 not enough arguments\n" + usage);
    }
    int id = Vmid.parse(argv.get(2), usage);
    List<String> rest = argv.subList(3, argv.size());
    return switch (command) {
      case "status" -> status(id, rest, argv, call);
      case "config" -> config(id, rest, argv, call);
      case "pending" -> pending(id, call);
      case "listsnapshot" -> snapshots.list(world.existing(id, NO_CONFIG), call);
      case "start", "stop", "shutdown", "reboot" -> power.run(command, id, rest, call);
      case "destroy" -> destroy(id, rest, call);
      default -> unlock(id);
    };
  }

  private int list(Call call) {
    List<Container> all =
        world.containers().stream()
            .filter(c -> world.home(c.id()).equals(world.options().node()))
            .toList();
    String form = "%-10s %-10s %-12s %-20s\n";
    if (!all.isEmpty()) {
      call.out(String.format(form, "VMID", "Status", "Lock", "Name"));
    }
    for (Container c : all) {
      call.out(String.format(form, c.id(), c.status(), c.lock().orElse(""), c.name()));
    }
    return 0;
  }

  private int status(int id, List<String> rest, List<String> argv, Call call) throws NodeFailure {
    Container c = world.existing(id, NO_CONFIG);
    if (!rest.isEmpty() && !rest.equals(List.of("--verbose"))) {
      throw new NotInVocabulary(argv);
    }
    if (rest.isEmpty()) {
      call.out("status: " + c.status() + "\n");
      return 0;
    }
    StatusValues.of(c).forEach((key, value) -> call.out(key + ": " + value + "\n"));
    return 0;
  }

  private int config(int id, List<String> rest, List<String> argv, Call call) throws NodeFailure {
    Container c = world.existing(id, NO_CONFIG);
    if (rest.size() == 2 && rest.get(0).equals("--snapshot")) {
      print(snapshot(c, rest.get(1)).shown(), call);
      return 0;
    }
    if (!rest.isEmpty() && !rest.equals(List.of("--current"))) {
      throw new NotInVocabulary(argv);
    }
    SortedMap<String, String> shown = rest.isEmpty() ? c.expected() : new TreeMap<>(c.config());
    c.lock().ifPresent(l -> shown.put("lock", l));
    print(shown, call);
    return 0;
  }

  private static Snapshot snapshot(Container c, String name) throws NodeFailure {
    return Optional.ofNullable(c.snapshots().get(name))
        .orElseThrow(() -> new NodeFailure(255, "snapshot '" + name + "' does not exist\n"));
  }

  private static void print(SortedMap<String, String> values, Call call) {
    values.forEach((key, value) -> call.out(PctConfig.line(key, value) + "\n"));
  }

  private int pending(int id, Call call) throws NodeFailure {
    Container c = world.existing(id, NO_CONFIG);
    var keys = new TreeSet<>(c.config().keySet());
    keys.addAll(c.pending().keySet());
    for (String key : keys) {
      Optional<String> waits = c.pending().getOrDefault(key, Optional.empty());
      boolean deleted = c.pending().containsKey(key) && waits.isEmpty();
      if (c.config().containsKey(key)) {
        String now = PctConfig.line(key, c.option(key, ""));
        call.out((deleted ? "del " : "cur ") + now + "\n");
      }
      waits.ifPresent(w -> call.out("new " + PctConfig.line(key, w) + "\n"));
    }
    return 0;
  }

  private int destroy(int id, List<String> rest, Call call)
      throws NodeFailure, IOException, InterruptedException {
    int at = rest.indexOf("--force");
    boolean force = at >= 0 && at + 1 < rest.size() && rest.get(at + 1).equals("1");
    destroy.judge(id, force);
    destroy.run(id, rest.contains("--purge"), call);
    return 0;
  }

  private int unlock(int id) throws NodeFailure {
    world.existing(id, NO_CONFIG);
    world.lock(id, Optional.empty());
    return 0;
  }

  private int exec(List<String> argv, Call call)
      throws NodeFailure, IOException, InterruptedException {
    String usage = "pct exec <vmid> [<extra-args>] [OPTIONS]\n";
    if (argv.size() < 3) {
      throw new NodeFailure(255, "400 not enough arguments\n" + usage);
    }
    int id = Vmid.parse(argv.get(2), usage);
    List<String> command = command(argv);
    if (command.isEmpty()) {
      throw new NodeFailure(255, "missing command at /usr/share/perl5/PVE/CLI/pct.pm line 246.\n");
    }
    Container c = world.existing(id, NO_CONFIG);
    if (!c.running()) {
      throw new NodeFailure(255, "container '" + id + "' not running!\n");
    }
    Optional<Guest> guest = c.guest();
    if (guest.isEmpty()) {
      throw new NotInVocabulary(argv);
    }
    return guest.get().run(command, call);
  }

  /** What stands after {@code --}; before it only {@code --keep-env} is known. */
  private static List<String> command(List<String> argv) {
    int from = 3;
    boolean clean = argv.size() > from + 1 && argv.get(from).equals("--keep-env");
    if (clean) {
      clean = argv.get(from + 1).equals("0");
      from += 2;
    }
    if (argv.size() <= from) {
      return List.of();
    }
    if (!argv.get(from).equals("--")) {
      throw new NotInVocabulary(argv);
    }
    List<String> command = argv.subList(from + 1, argv.size());
    if (!clean && command.equals(List.of("env"))) {
      throw new NotInVocabulary(argv); // the node's own environment is not emulated
    }
    return command;
  }
}
