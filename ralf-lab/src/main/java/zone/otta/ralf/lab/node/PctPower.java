package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.guest.Guest;

/** {@code pct start}, {@code stop}, {@code shutdown}, {@code reboot}. */
final class PctPower {
  private final World world;

  PctPower(World world) {
    this.world = world;
  }

  int run(String command, int id, List<String> rest, Call call)
      throws NodeFailure, IOException, InterruptedException {
    verify(command, rest);
    return switch (command) {
      case "start" -> start(id);
      case "reboot" -> reboot(id);
      case "shutdown" -> shutDown(id, rest, call);
      default -> stop(id);
    };
  }

  private int shutDown(int id, List<String> rest, Call call)
      throws NodeFailure, IOException, InterruptedException {
    boolean hurried = !rest.isEmpty() && rest.subList(0, 2).equals(List.of("--timeout", "1"));
    return shutDown(id, hurried, call);
  }

  /** With too short a time it complains, and the container is gone all the same (recorded). */
  int shutDown(int id, boolean hurried, Call call)
      throws NodeFailure, IOException, InterruptedException {
    int stopped = stop(id);
    if (hurried) {
      call.out(
          "lxc-stop: "
              + id
              + ": ../src/lxc/commands_utils.c: lxc_cmd_sock_rcv_state: 49 Resource temporarily"
              + " unavailable - Failed to receive message\ncommand 'lxc-stop -n "
              + id
              + " --nokill --timeout 1' failed: exit code 1\n");
    }
    return stopped;
  }

  private static void verify(String command, List<String> rest) {
    List<String> known =
        switch (command) {
          case "shutdown" -> List.of("--timeout", "--forceStop");
          case "reboot" -> List.of("--timeout");
          default -> List.of();
        };
    for (int i = 0; i < rest.size(); i += 2) {
      if (!known.contains(rest.get(i))
          || i + 1 >= rest.size()
          || !rest.get(i + 1).matches("\\d{1,6}")) {
        throw new NotInVocabulary(rest);
      }
    }
  }

  int start(int id) throws NodeFailure, IOException, InterruptedException {
    world.awaitFlock(id);
    Container c = world.existing(id, 255);
    refuseRunning(id);
    c.refuseLocked();
    synchronized (world) {
      c.takePending();
    }
    String bridge = PropertyString.parse(c.option("net0", "")).getOrDefault("bridge", "vmbr0");
    if (!bridge.equals("vmbr0")) {
      throw new NodeFailure(255, "bridge '" + bridge + "' does not exist\n");
    }
    Thread.sleep(world.options().start().toMillis());
    boot(c);
    return 0;
  }

  void refuseRunning(int id) throws NodeFailure {
    if (world.container(id).filter(Container::running).isPresent()) {
      throw new NodeFailure(255, "CT " + id + " already running\n");
    }
  }

  private void boot(Container c) throws IOException, InterruptedException {
    world.running(c.id(), true);
    Optional<Guest> guest = c.guest();
    if (guest.isPresent()) {
      guest.get().boot(world.identity(c));
    }
  }

  int stop(int id) throws NodeFailure, IOException, InterruptedException {
    Container c = running(id, "CT");
    c.refuseLocked();
    halt(c);
    return 0;
  }

  /** Whatever the lock says: also for a rollback. */
  void halt(Container c) throws IOException, InterruptedException {
    if (c.guest().isPresent()) {
      c.guest().get().shutDown();
    }
    world.running(c.id(), false);
  }

  int reboot(int id) throws NodeFailure, IOException, InterruptedException {
    Container c = running(id, "VM");
    stop(id);
    synchronized (world) {
      c.takePending();
    }
    boot(c);
    return 0;
  }

  /**
   * The container, which runs.
   *
   * @param noun how Proxmox calls it there, CT or VM
   */
  Container running(int id, String noun) throws NodeFailure {
    Optional<Container> c = world.container(id);
    if (c.isEmpty() || !c.get().running()) {
      throw new NodeFailure(255, noun + " " + id + " not running\n");
    }
    return c.get();
  }
}
