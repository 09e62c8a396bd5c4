package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import zone.otta.ralf.lab.guest.Guest;
import zone.otta.ralf.lab.guest.Release;
import zone.otta.ralf.lab.machine.Folders;

/** The node's state in memory. Every method is atomic; nothing long happens inside. */
public final class World {
  private static final long FLOCK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private Duration skew = Duration.ZERO;
  private final Map<Integer, String> moved = new HashMap<>();
  private final SortedMap<String, Integer> joined = new TreeMap<>();
  private final SortedSet<String> nodes = new TreeSet<>();
  private final WorldOptions options;
  private final Guest.Setting setting;
  private final Path homes;
  private final SortedMap<Integer, Container> containers = new TreeMap<>();
  private final SortedSet<String> templates = new TreeSet<>();
  private final Set<Integer> pooled = new HashSet<>();
  private final Firewall firewall = new Firewall();

  /**
   * @param homes the folder on this machine that holds the guests' roots; its path is short
   */
  public World(WorldOptions options, Guest.Setting setting, Path homes) {
    this.options = options;
    this.setting = setting;
    this.homes = homes;
    templates.addAll(options.templates());
    foreign(100, "intranet");
  }

  public WorldOptions options() {
    return options;
  }

  /** A stopped container that belongs to somebody else. */
  public synchronized void foreign(int id, String name) {
    var config = new TreeMap<String, String>();
    config.put("arch", "amd64");
    config.put("description", "Intranet wiki, owner: office\n");
    config.put("hostname", name);
    config.put("memory", "512");
    config.put(
        "net0",
        "name=eth0,bridge=vmbr0,gw="
            + options.gateway()
            + ",hwaddr=BC:24:11:2D:4F:CD,ip=10.10."
            + id / 1000 % 256
            + "."
            + id % 1000 % 256
            + "/16,type=veth");
    config.put("ostype", "debian");
    config.put("rootfs", options.storages().get(0).volume(id) + ",size=1G");
    config.put("swap", "512");
    config.put("tags", "office");
    config.put("unprivileged", "1");
    containers.put(id, new Container(id, config, Optional.empty()));
  }

  /** The pool that the node has. */
  public static final String POOL = "ralf";

  /** Whether a container is in the pool. */
  public synchronized boolean pooled(int id) {
    return pooled.contains(id);
  }

  public Firewall firewall() {
    return firewall;
  }

  synchronized void pool(int id) {
    pooled.add(id);
  }

  synchronized Optional<Container> container(int id) {
    return Optional.ofNullable(containers.get(id));
  }

  /**
   * @throws NodeFailure if there is none, with Proxmox's words
   */
  synchronized Container existing(int id, int exit) throws NodeFailure {
    return container(id)
        .orElseThrow(
            () ->
                new NodeFailure(
                    exit,
                    "Configuration file 'nodes/"
                        + options.node()
                        + "/lxc/"
                        + id
                        + ".conf' does not exist\n"));
  }

  synchronized Collection<Container> containers() {
    return List.copyOf(containers.values());
  }

  /** Takes the id with a configuration that holds only {@code lock: create}. */
  synchronized void reserve(int id) throws NodeFailure {
    if (containers.containsKey(id)) {
      throw new NodeFailure(255, "CT " + id + " already exists on node '" + options.node() + "'\n");
    }
    containers.put(id, new Container(id, new TreeMap<>(), Optional.of("create")));
  }

  /** The first number from 100 up that nobody has. */
  synchronized int nextId() {
    int free = 100;
    while (containers.containsKey(free)) {
      free++;
    }
    return free;
  }

  /** Ends a creation: the whole configuration, no lock, a guest inside. */
  synchronized void created(
      int id, SortedMap<String, String> config, String template, Guest.Access access) {
    var made = new Container(id, config, Optional.empty());
    Path home = homes.resolve(Integer.toString(id));
    made.guest(new Guest(setting, identity(made), Release.of(template), home, access));
    made.fileSystem(StatusValues.disk(made.option("rootfs", "size=4G")) / 1024);
    containers.put(id, made);
    notifyAll();
  }

  /** What a container's configuration says to what is inside. */
  Guest.Identity identity(Container c) {
    return new Guest.Identity(
        c.id(),
        c.name(),
        c.option("searchdomain", "localdomain"),
        c.address().orElse("10.10.255.250"),
        options.gateway(),
        c.option("nameserver", options.gateway()));
  }

  /** A creation came to nothing: neither configuration nor volume is left. */
  synchronized void rollBack(int id) {
    containers.remove(id);
    notifyAll();
  }

  /**
   * Waits for a creation to end, as Proxmox's lock on the configuration file does: ten seconds at
   * most.
   */
  synchronized void awaitFlock(int id) throws NodeFailure, InterruptedException {
    long end = System.nanoTime() + FLOCK_NANOS;
    while (container(id).flatMap(Container::lock).filter(l -> l.equals("create")).isPresent()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new NodeFailure(
            255, "can't lock file '/run/lock/lxc/pve-config-" + id + ".lock' - got timeout\n");
      }
      wait(left);
    }
  }

  synchronized void running(int id, boolean now) {
    container(id).ifPresent(c -> c.running(now));
  }

  /** Changes a container's lock. */
  public synchronized void lock(int id, Optional<String> word) {
    container(id).ifPresent(c -> c.lock(word));
  }

  /** Whether the storage of a container's volume can keep snapshots. */
  boolean snapshots(Container container) {
    String volume = container.option("rootfs", "");
    return storage(volume.substring(0, Math.max(0, volume.indexOf(':'))))
        .filter(s -> s.type() != Storage.Type.DIR)
        .isPresent();
  }

  /** Where the copy of a guest's root for a snapshot belongs. */
  Path home(int id, String snapshot) {
    return homes.resolve(id + ".snapshots").resolve(snapshot);
  }

  synchronized void keep(Container container, Snapshot snapshot) {
    container.snapshots().put(snapshot.name(), snapshot);
    container.config().put("parent", snapshot.name());
  }

  /**
   * The configuration of a snapshot; what waited is forgotten, the description stays (recorded in
   * 9.2-ssh-5-lifecycle).
   */
  synchronized void restore(Container container, Snapshot snapshot) {
    String description = container.option("description", "");
    container.config().clear();
    container.config().putAll(snapshot.config());
    container.config().remove("description");
    if (!description.isEmpty()) {
      container.config().put("description", description);
    }
    container.config().put("parent", snapshot.name());
    container.pending().clear();
    container.fileSystem(StatusValues.disk(container.option("rootfs", "size=4G")) / 1024);
  }

  /** Whatever had the snapshot as its parent has the snapshot's parent now. */
  void drop(Container container, Snapshot snapshot) throws IOException {
    synchronized (this) {
      container.snapshots().remove(snapshot.name());
      Optional<String> name = Optional.of(snapshot.name());
      container
          .snapshots()
          .replaceAll((key, s) -> s.parent().equals(name) ? s.withParent(snapshot.parent()) : s);
      if (container.option("parent", "").equals(snapshot.name())) {
        container.config().remove("parent");
        snapshot.parent().ifPresent(p -> container.config().put("parent", p));
      }
    }
    Folders.delete(home(container.id(), snapshot.name()));
  }

  /** The next growth of a container's volume leaves its file system as it is. */
  public synchronized void stickFileSystem(int id) {
    container(id).ifPresent(Container::stickFileSystem);
  }

  void destroy(Container container) throws IOException {
    synchronized (this) {
      containers.remove(container.id());
      pooled.remove(container.id());
      moved.remove(container.id());
    }
    firewall.remove(container.id());
    Folders.delete(homes.resolve(Integer.toString(container.id())));
    Folders.delete(homes.resolve(container.id() + ".snapshots"));
  }

  /** The files of the templates that are there. */
  public synchronized List<String> templates() {
    return List.copyOf(templates);
  }

  synchronized void downloaded(String template) {
    templates.add(template);
  }

  public Optional<Storage> storage(String name) {
    return options.storages().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The node's clock. */
  public synchronized Instant now() {
    return Instant.now().plus(skew);
  }

  /** The node's clock goes wrong. */
  public synchronized void skew(Duration by) {
    skew = by;
  }

  /** Another node joins the cluster, or says something else of its free memory. */
  public synchronized void join(String node, int freeMib) {
    nodes.add(node);
    joined.put(node, freeMib);
  }

  /** Free memory in MiB of the nodes that joined; of one that is not online, 0. */
  public synchronized SortedMap<String, Integer> joined() {
    return new TreeMap<>(joined);
  }

  /** The nodes of the cluster: this one, those that joined, those that containers were moved to. */
  public synchronized Set<String> nodes() {
    var all = new TreeSet<>(nodes);
    all.add(options.node());
    return all;
  }

  /** Where a container lives. */
  public synchronized String home(int id) {
    return moved.getOrDefault(id, options.node());
  }

  /** Moves a container to another node, of which there is nothing else. */
  public synchronized void move(int id, String node) {
    nodes.add(node);
    moved.put(id, node);
  }

  /** Whether something answers at a card address: node, gateway, running containers. */
  synchronized boolean answers(String address) {
    return address.equals(options.address())
        || address.equals(options.gateway())
        || containers.values().stream()
            .anyMatch(c -> c.running() && c.address().filter(address::equals).isPresent());
  }

  /** Stops what really runs. */
  public void shutDown() throws IOException, InterruptedException {
    for (Container container : containers()) {
      if (container.guest().isPresent()) {
        container.guest().get().shutDown();
      }
    }
  }

  /** The state as stable text; marks and generated MAC addresses masked. */
  public List<String> dump() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("node " + options.node());
    templates().forEach(t -> lines.add("template " + t));
    for (Container container : containers()) {
      String id = "container " + container.id() + " ";
      lines.add(id + container.status());
      container.lock().ifPresent(l -> lines.add(id + "lock " + l));
      for (Map.Entry<String, String> option : container.config().entrySet()) {
        lines.add(id + PctConfig.line(option.getKey(), option.getValue()));
      }
      container
          .pending()
          .forEach((key, value) -> lines.add(id + "waits " + key + ": " + value.orElse("(gone)")));
      firewall.lines(container.id()).forEach(l -> lines.add(id + "firewall " + l));
      container.snapshots().keySet().forEach(name -> lines.add(id + "snapshot " + name));
      if (container.guest().isPresent()) {
        container.guest().get().dump().forEach(l -> lines.add(id + l));
      }
    }
    return lines;
  }
}
