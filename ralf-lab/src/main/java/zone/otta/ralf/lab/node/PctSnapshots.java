package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.guest.GuestCopy;

/**
 * {@code pct snapshot}, {@code listsnapshot}, {@code rollback}, {@code delsnapshot} (recorded in
 * 9.2-ssh-5-lifecycle and pct-lifecycle-9.2). Printing nothing is success.
 */
final class PctSnapshots {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String CURRENT = "current";
  private final World world;
  private final PctPower power;

  PctSnapshots(World world, PctPower power) {
    this.world = world;
    this.power = power;
  }

  int run(String command, List<String> words)
      throws NodeFailure, IOException, InterruptedException {
    String usage = "pct " + command + " <vmid> <snapname> [OPTIONS]\n";
    if (words.size() < 2) {
      throw new NodeFailure(255, "400 not enough arguments\n" + usage);
    }
    int id = Vmid.parse(words.get(0), usage);
    String name = name(words.get(1), usage);
    List<String> rest = words.subList(2, words.size());
    return switch (command) {
      case "snapshot" -> snapshot(id, name, value("--description", rest));
      case "rollback" -> rollback(id, name, value("--start", rest).equals(Optional.of("1")));
      default -> {
        if (!rest.isEmpty()) {
          throw new NotInVocabulary(rest);
        }
        yield delete(id, name);
      }
    };
  }

  static String name(String text, String usage) throws NodeFailure {
    if (!text.matches("[A-Za-z][A-Za-z0-9_-]{1,39}")) {
      throw NodeFailure.parameter(
          "snapname", "invalid format - invalid configuration ID '" + text + "'\n", usage);
    }
    return text;
  }

  private static Optional<String> value(String option, List<String> rest) {
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    if (rest.size() != 2 || !rest.get(0).equals(option)) {
      throw new NotInVocabulary(rest);
    }
    return Optional.of(rest.get(1));
  }

  static void refuseReserved(String name) throws NodeFailure {
    if (name.equals(CURRENT)) {
      throw new NodeFailure(255, "unable to use snapshot name 'current' (reserved name)\n");
    }
  }

  int snapshot(int id, String name, Optional<String> description)
      throws NodeFailure, IOException, InterruptedException {
    refuseReserved(name);
    Container c = unlocked(id);
    if (!world.snapshots(c)) {
      throw new NodeFailure(255, "snapshot feature is not available\n");
    }
    if (c.snapshots().containsKey(name)) {
      throw new NodeFailure(255, "snapshot name '" + name + "' already used\n");
    }
    world.lock(id, Optional.of("snapshot"));
    try {
      Optional<GuestCopy> inside = Optional.empty();
      if (c.guest().isPresent()) {
        inside = Optional.of(c.guest().get().copy(world.home(id, name)));
      }
      world.keep(c, taken(c, name, description, inside));
    } finally {
      world.lock(id, Optional.empty());
    }
    return 0;
  }

  private static Snapshot taken(
      Container c, String name, Optional<String> description, Optional<GuestCopy> inside) {
    var config = new TreeMap<>(c.config());
    config.remove("description");
    description
        .filter(d -> !d.isEmpty())
        .ifPresent(d -> config.put("description", ConfigOptions.stored("description", d, "")));
    return new Snapshot(name, Instant.now(), config, inside);
  }

  int rollback(int id, String name, boolean start)
      throws NodeFailure, IOException, InterruptedException {
    Container c = unlocked(id);
    Snapshot snapshot = existing(c, name);
    power.halt(c);
    world.lock(id, Optional.of("rollback"));
    try {
      if (c.guest().isPresent() && snapshot.inside().isPresent()) {
        c.guest().get().restore(snapshot.inside().get());
      }
      world.restore(c, snapshot);
    } finally {
      world.lock(id, Optional.empty());
    }
    return start ? power.start(id) : 0;
  }

  int delete(int id, String name) throws NodeFailure, IOException, InterruptedException {
    Container c = unlocked(id);
    world.drop(c, existing(c, name));
    return 0;
  }

  private Container unlocked(int id) throws NodeFailure, InterruptedException {
    world.awaitFlock(id);
    Container c = world.existing(id, 255);
    c.refuseLocked();
    return c;
  }

  static Snapshot existing(Container c, String name) throws NodeFailure {
    Snapshot snapshot = c.snapshots().get(name);
    if (snapshot == null) {
      throw new NodeFailure(255, "snapshot '" + name + "' does not exist\n");
    }
    return snapshot;
  }

  /** A tree by parents; Latin-1 whatever the locale says (proxmox-conversations, finding 16). */
  int list(Container c, Call call) {
    var lines = new ArrayList<String>();
    branches(c, Optional.empty(), "`->", lines);
    String text = String.join("", lines);
    call.out(text.getBytes(StandardCharsets.ISO_8859_1));
    return 0;
  }

  private static void branches(
      Container c, Optional<String> parent, String prefix, List<String> lines) {
    c.snapshots().values().stream()
        .filter(s -> s.parent().equals(parent))
        .forEach(
            s -> {
              lines.add(line(prefix, s.name(), TIME.format(s.at()), firstLine(s)));
              branches(c, Optional.of(s.name()), " " + prefix, lines);
            });
    if (Optional.ofNullable(c.config().get("parent")).equals(parent)) {
      lines.add(line(prefix, CURRENT, "", "You are here!"));
    }
  }

  /** What stands for no description is not recorded; it is RALF's custom to give one. */
  private static String firstLine(Snapshot snapshot) {
    return snapshot.description().lines().findFirst().orElse("no-description");
  }

  private static String line(String prefix, String name, String time, String description) {
    int width = Math.max(1, 30 - prefix.length());
    return String.format("%s %-" + width + "s %-23s %s\n", prefix, name, time, description);
  }
}
