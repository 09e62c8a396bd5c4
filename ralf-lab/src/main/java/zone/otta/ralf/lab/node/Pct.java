package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.guest.Guest;

/** {@code pct}, with the texts and exit codes of Proxmox VE 9.2.11. */
final class Pct {
  private static final int NO_CONFIG = 2;
  private static final int WORKER_FAILED = 255;
  private static final List<String> SETTABLE =
      List.of("--cores", "--lock", "--memory", "--onboot", "--protection", "--swap");
  private final World world;

  Pct(World world) {
    this.world = world;
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
        case "create" -> new PctCreate(world).run(words, call);
        case "exec" -> exec(argv, call);
        case "set" -> set(argv);
        case "status",
            "config",
            "pending",
            "start",
            "stop",
            "shutdown",
            "reboot",
            "destroy",
            "unlock" ->
            one(command, argv, call);
        default -> throw new NotInVocabulary(argv);
      };
    } catch (PctFailure e) {
      call.err(e.text());
      return e.exit();
    }
  }

  private int one(String command, List<String> argv, Call call)
      throws PctFailure, IOException, InterruptedException {
    String options = command.equals("pending") || command.equals("unlock") ? "" : " [OPTIONS]";
    String usage = "pct " + command + " <vmid>" + options + "\n";
    if (argv.size() < 3) {
      throw new PctFailure(255, "400 not enough arguments\n" + usage);
    }
    int id = Vmid.parse(argv.get(2), usage);
    List<String> rest = argv.subList(3, argv.size());
    return switch (command) {
      case "status" -> status(id, rest, argv, call);
      case "config" -> config(id, rest, argv, call);
      case "pending" -> pending(id, call);
      case "start" -> start(id);
      case "stop", "shutdown" -> stop(id);
      case "reboot" -> reboot(id);
      case "destroy" -> destroy(id, rest, call);
      default -> unlock(id);
    };
  }

  private int list(Call call) {
    List<Container> all = List.copyOf(world.containers());
    String form = "%-10s %-10s %-12s %-20s\n";
    if (!all.isEmpty()) {
      call.out(String.format(form, "VMID", "Status", "Lock", "Name"));
    }
    for (Container c : all) {
      call.out(String.format(form, c.id(), c.status(), c.lock().orElse(""), c.name()));
    }
    return 0;
  }

  private int status(int id, List<String> rest, List<String> argv, Call call) throws PctFailure {
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

  private int config(int id, List<String> rest, List<String> argv, Call call) throws PctFailure {
    Container c = world.existing(id, NO_CONFIG);
    if (!rest.isEmpty() && !rest.equals(List.of("--current"))) {
      throw new NotInVocabulary(argv);
    }
    var shown = new java.util.TreeMap<>(c.config());
    c.lock().ifPresent(l -> shown.put("lock", l));
    shown.forEach((key, value) -> call.out(PctConfig.line(key, value) + "\n"));
    return 0;
  }

  private int pending(int id, Call call) throws PctFailure {
    Container c = world.existing(id, NO_CONFIG);
    c.config().forEach((key, value) -> call.out("cur " + PctConfig.line(key, value) + "\n"));
    return 0;
  }

  private int start(int id) throws PctFailure, IOException, InterruptedException {
    world.awaitFlock(id);
    Container c = world.existing(id, WORKER_FAILED);
    if (c.running()) {
      throw new PctFailure(255, "CT " + id + " already running\n");
    }
    refuseLocked(c);
    String bridge = PropertyString.parse(c.option("net0", "")).getOrDefault("bridge", "vmbr0");
    if (!bridge.equals("vmbr0")) {
      throw new PctFailure(255, "bridge '" + bridge + "' does not exist\n");
    }
    Thread.sleep(world.options().start().toMillis());
    boot(c);
    return 0;
  }

  private void boot(Container c) throws IOException, InterruptedException {
    world.running(c.id(), true);
    Optional<Guest> guest = c.guest();
    if (guest.isPresent()) {
      guest.get().boot();
    }
  }

  private static void refuseLocked(Container c) throws PctFailure {
    if (c.lock().isPresent()) {
      throw new PctFailure(255, "CT is locked (" + c.lock().get() + ")\n");
    }
  }

  private int stop(int id) throws PctFailure, IOException, InterruptedException {
    Optional<Container> c = world.container(id);
    if (c.isEmpty() || !c.get().running()) {
      throw new PctFailure(255, "CT " + id + " not running\n");
    }
    refuseLocked(c.get());
    if (c.get().guest().isPresent()) {
      c.get().guest().get().shutDown();
    }
    world.running(id, false);
    return 0;
  }

  private int reboot(int id) throws PctFailure, IOException, InterruptedException {
    Optional<Container> c = world.container(id);
    if (c.isEmpty() || !c.get().running()) {
      throw new PctFailure(255, "VM " + id + " not running\n");
    }
    stop(id);
    boot(c.get());
    return 0;
  }

  private int destroy(int id, List<String> rest, Call call)
      throws PctFailure, IOException, InterruptedException {
    Container c = world.existing(id, NO_CONFIG);
    if (c.option("protection", "0").equals("1")) {
      throw new PctFailure(255, "can't remove CT " + id + " - protection mode enabled\n");
    }
    refuseLocked(c);
    if (c.running()) {
      int force = rest.indexOf("--force");
      if (force < 0 || force + 1 >= rest.size() || !rest.get(force + 1).equals("1")) {
        throw new PctFailure(255, "unable to destroy CT " + id + " - container is running\n");
      }
      stop(id);
    }
    if (rest.contains("--purge")) {
      call.out("purging CT " + id + " from related configurations..\n");
    }
    world.destroy(c);
    return 0;
  }

  /** Only what needs no judgement: figures, protection, a lock. */
  private int set(List<String> argv) throws PctFailure {
    if (argv.size() != 5 || !SETTABLE.contains(argv.get(3))) {
      throw new NotInVocabulary(argv);
    }
    int id = Vmid.parse(argv.get(2), "pct set <vmid> [OPTIONS]\n");
    Container c = world.existing(id, NO_CONFIG);
    refuseLocked(c);
    String name = argv.get(3).substring(2);
    if (name.equals("lock")) {
      world.lock(id, Optional.of(argv.get(4)));
    } else {
      world.set(c, name, argv.get(4));
    }
    return 0;
  }

  private int unlock(int id) throws PctFailure {
    world.existing(id, NO_CONFIG);
    world.lock(id, Optional.empty());
    return 0;
  }

  private int exec(List<String> argv, Call call)
      throws PctFailure, IOException, InterruptedException {
    String usage = "pct exec <vmid> [<extra-args>] [OPTIONS]\n";
    if (argv.size() < 3) {
      throw new PctFailure(255, "400 not enough arguments\n" + usage);
    }
    int id = Vmid.parse(argv.get(2), usage);
    List<String> command = command(argv);
    if (command.isEmpty()) {
      throw new PctFailure(255, "missing command at /usr/share/perl5/PVE/CLI/pct.pm line 246.\n");
    }
    Container c = world.existing(id, NO_CONFIG);
    if (!c.running()) {
      throw new PctFailure(255, "container '" + id + "' not running!\n");
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
