package zone.otta.ralf.testkit.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost.DatacenterFirewall;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.testkit.dns.MemoryZone;

/** What the world holds; lives on when the process that changed it is gone. */
public final class MemoryState {
  /** A file in the guest. */
  record GuestFile(FileOwner owner, Sha256 content, BigDecimal modified, String text) {}

  /** A role with its verifier as stored. */
  record Role(Facts.Role facts, String verifier) {}

  /** What a snapshot keeps of a container. */
  record Saved(
      Facts.Container container,
      Optional<Mark> mark,
      Map<String, GuestFile> files,
      Set<String> packages,
      String serviceStartup,
      Map<String, Role> roles,
      Map<String, Facts.Database> databases,
      Map<String, List<String>> schemas) {}

  final Map<String, Facts.Template> templates = new TreeMap<>();
  final List<String> available =
      new ArrayList<>(List.of("ubuntu-24.04-standard_24.04-2_amd64.tar.zst"));
  Optional<Facts.Container> container = Optional.empty();
  Optional<Mark> containerMark = Optional.empty();
  Optional<Facts.Firewall> firewall = Optional.empty();
  DatacenterFirewall datacenterFirewall = DatacenterFirewall.ON;
  String home = "pve";

  /** The nodes to choose from; none: there is one, which is named. */
  final Map<String, NodeLoad> cluster = new TreeMap<>();

  final Set<String> withoutBridge = new TreeSet<>();
  boolean running;
  boolean settled = true;
  boolean guarded;
  String rootfsType = "lvmthin";
  Optional<SnapshotName> restored = Optional.empty();
  int timesRestored;
  final Map<SnapshotName, Saved> snapshots = new HashMap<>();
  int bootLooks;
  final MemoryLine line = new MemoryLine();
  final MemoryZone zone = new MemoryZone();

  /** Other people's containers by id, and their names; none of them runs. */
  final Map<Ctid, String> strangers = new TreeMap<>();

  String secret = "a-secret-in-memory-only";
  Optional<String> formerSecret = Optional.empty();
  final Map<Ctid, String> locks = new HashMap<>();
  int created;
  final Map<String, GuestFile> files = new TreeMap<>();
  final TreeSet<String> packages = new TreeSet<>();
  boolean aptUpdated;
  boolean serviceActive;
  String serviceStartup = "disabled";

  /** What the running server has loaded of its settings, without quotes. */
  final Map<String, String> loaded = new TreeMap<>();

  /** What ALTER SYSTEM wrote. */
  final Map<String, String> bySystem = new TreeMap<>();

  /** Roles that are not ours, and what they may. */
  final Map<String, Facts.Role> foreignRoles = new TreeMap<>();

  BigDecimal loadedAt = BigDecimal.ZERO;
  final Map<String, Role> roles = new TreeMap<>();
  final Map<String, Facts.Database> databases = new TreeMap<>();
  final Map<String, List<String>> schemas = new TreeMap<>();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** How far the node's clock is ahead of everybody else's. */
  Duration nodeAhead = Duration.ZERO;

  /** The node's clock goes wrong. */
  public void nodeAhead(Duration by) {
    nodeAhead = by;
  }

  /** A later moment each time it is asked. */
  Instant tick() {
    now = now.plusMillis(10);
    return now;
  }

  /** The container moves to another node of the cluster, which this host sees as well. */
  public void moveTo(String node) {
    home = node;
  }

  /** A node joins the cluster, or says something else of itself. */
  public void node(NodeLoad load) {
    cluster.put(load.node(), load);
  }

  /** A node loses its bridge. */
  public void unplug(String node) {
    withoutBridge.add(node);
  }

  /** The datacenter's firewall becomes that. */
  public void datacenterFirewall(DatacenterFirewall firewall) {
    datacenterFirewall = firewall;
  }

  /** The storage of the root file systems becomes one that cannot keep a volume as it is. */
  public void withoutSnapshots() {
    rootfsType = "dir";
  }

  void snapshot(SnapshotName name) {
    if (snapshots.containsKey(name)) {
      throw MemoryLine.failure(Fault.CONFLICT, "RALF-W048", "snapshot " + name + " exists");
    }
    snapshots.put(
        name,
        new Saved(
            container.orElseThrow(),
            containerMark,
            Map.copyOf(files),
            Set.copyOf(packages),
            serviceStartup,
            Map.copyOf(roles),
            Map.copyOf(databases),
            Map.copyOf(schemas)));
  }

  /** Stops the container, as the real one does. */
  void rollBack(Facts.Restored wanted, Optional<Mark> mark) {
    Saved saved = Objects.requireNonNull(snapshots.get(wanted.snapshot().orElseThrow()));
    empty();
    container = Optional.of(saved.container());
    containerMark = mark;
    files.putAll(saved.files());
    packages.addAll(saved.packages());
    serviceStartup = saved.serviceStartup();
    roles.putAll(saved.roles());
    databases.putAll(saved.databases());
    schemas.putAll(saved.schemas());
    restored = wanted.snapshot();
    timesRestored = wanted.times();
  }

  void destroy() {
    if (guarded || running) {
      throw MemoryLine.failure(Fault.REFUSED, "RALF-W045", "guarded or running");
    }
    empty();
    snapshots.clear();
    container = Optional.empty();
    firewall = Optional.empty();
    containerMark = Optional.empty();
    restored = Optional.empty();
    timesRestored = 0;
  }

  private void empty() {
    running = false;
    settled = true;
    serviceActive = false;
    serviceStartup = "disabled";
    aptUpdated = false;
    files.clear();
    packages.clear();
    roles.clear();
    databases.clear();
    schemas.clear();
  }

  static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9))
        .setScale(9);
  }

  /** The end state as text, without times and salts: equal states, equal texts. */
  public String dump() {
    var out = new StringBuilder();
    out.append("templates ").append(templates.keySet()).append('\n');
    out.append("container ").append(container).append(" running ").append(running).append('\n');
    out.append("settled ").append(!running || settled).append(" restored ");
    out.append(restored.map(n -> n + " " + timesRestored).orElse("never")).append('\n');
    out.append("snapshots ").append(new TreeSet<>(snapshotNames())).append('\n');
    firewall.ifPresent(f -> out.append(f).append('\n'));
    out.append("marked ").append(containerMark.isPresent()).append('\n');
    out.append(zone.dump().replaceAll("run=\\d+ mac=[0-9a-f]{32}", "marked"));
    files.forEach(
        (p, f) ->
            out.append("file ")
                .append(p)
                .append(' ')
                .append(f.owner())
                .append(' ')
                .append(sum(p, f))
                .append('\n'));
    out.append("packages ").append(packages).append('\n');
    out.append("service ").append(serviceActive).append(' ').append(serviceStartup).append('\n');
    out.append("settings ").append(loaded).append(" by system ").append(bySystem).append('\n');
    foreignRoles.forEach((n, r) -> out.append("stranger ").append(r).append('\n'));
    roles.forEach(
        (n, r) ->
            out.append("role ")
                .append(r.facts())
                .append(" verifier ")
                .append(!r.verifier().isEmpty())
                .append('\n'));
    databases.forEach((n, d) -> out.append("database ").append(d).append('\n'));
    schemas.forEach((n, s) -> out.append("schema ").append(n).append(' ').append(s).append('\n'));
    return out.toString();
  }

  private List<String> snapshotNames() {
    return snapshots.keySet().stream().map(SnapshotName::value).toList();
  }

  private static String sum(String path, GuestFile file) {
    return path.endsWith(".crt") || path.endsWith(".key") ? "-" : file.content().hex();
  }

  /**
   * The role, database and schema facts that a plan's scripts speak of, by the script's first line.
   */
  static Map<String, Step> scripts(Plan plan) {
    var scripts = new HashMap<String, Step>();
    plan.steps().forEach(s -> scripts.put(s.step().name(), s.step()));
    return scripts;
  }
}
