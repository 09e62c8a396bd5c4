package zone.otta.ralf.lab.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.exec.Call;

/**
 * What the API does with containers: the same operations over the same world that {@code pct}
 * prints. What can be judged at once is refused at once; the rest is a {@link Worker}.
 */
public final class Operations {
  private static final int EXIT = 255;
  private final World world;
  private final PctPower power;
  private final PctCreate create;
  private final PctSet set;
  private final PctResize resize;
  private final PctSnapshots snapshots;
  private final PctDestroy destroy;
  private final Pveam pveam;

  public Operations(World world) {
    this.world = world;
    power = new PctPower(world);
    create = new PctCreate(world, power);
    set = new PctSet(world);
    resize = new PctResize(world);
    snapshots = new PctSnapshots(world, power);
    destroy = new PctDestroy(world, power);
    pveam = new Pveam(world);
  }

  public boolean exists(int id) {
    return world.container(id).isPresent();
  }

  private Container existing(int id) throws NodeFailure {
    return world.existing(id, EXIT);
  }

  /** Containers as {@code nodes/N/lxc} lists them. */
  public Json list(String node, IntPredicate visible) {
    return Json.array(
        world.containers().stream()
            .filter(c -> visible.test(c.id()))
            .filter(c -> world.home(c.id()).equals(node))
            .toList(),
        c -> ContainerJson.listed(c, world.options().release()));
  }

  /** Containers as {@code cluster/resources} lists them. */
  public Json.Arr resources(IntPredicate visible) {
    return Json.array(
        world.containers().stream().filter(c -> visible.test(c.id())).toList(),
        c -> ContainerJson.resource(c, world.options(), world.home(c.id())));
  }

  /**
   * @param current without what waits for the next start
   */
  public Json config(int id, boolean current) throws NodeFailure {
    return ContainerJson.config(existing(id), current);
  }

  /**
   * The configuration of a snapshot.
   *
   * @param digest with the digest of the container's file
   */
  public Json snapshotConfig(int id, String name, boolean digest) throws NodeFailure {
    Container c = existing(id);
    return ContainerJson.config(
        PctSnapshots.existing(c, name).shown(),
        digest ? Optional.of(ConfigFile.digest(c)) : Optional.empty());
  }

  public Json pending(int id) throws NodeFailure {
    return ContainerJson.pending(existing(id));
  }

  public Json status(int id) throws NodeFailure {
    return ContainerJson.status(existing(id), world.options().release());
  }

  /** Null where nothing runs, also where nothing is. */
  public Json interfaces(int id) {
    return ContainerJson.interfaces(world.container(id).filter(Container::running));
  }

  public Json snapshots(int id) throws NodeFailure {
    return ContainerJson.snapshots(existing(id));
  }

  public boolean canSnapshot(int id) throws NodeFailure {
    return world.snapshots(existing(id));
  }

  public void refuseLocked(int id) throws NodeFailure {
    existing(id).refuseLocked();
  }

  /** The value of an option as it is now; empty if there is none. */
  public Optional<String> option(int id, String name) throws NodeFailure {
    return Optional.ofNullable(existing(id).config().get(name));
  }

  /** Parameters of a creation as this release knows them, but for the number and the template. */
  public ConfigOptions createOptions(Map<String, String> parameters) {
    return ConfigOptions.create(parameters, world.options().release());
  }

  /** Parameters of an update as this release knows them. */
  public ConfigOptions updateOptions(Map<String, String> parameters) {
    return ConfigOptions.update(parameters, world.options().release());
  }

  public Json version() {
    return ContainerJson.version(world.options().release());
  }

  public void refuseUsed(int id) throws NodeFailure {
    create.refuseUsed(id);
  }

  public void verifyKeys(String keys) throws NodeFailure {
    PctCreate.verifyKeys(keys);
  }

  /**
   * Takes the id.
   *
   * @param template {@code storage:vztmpl/file}
   */
  public Worker create(int id, String template, ConfigOptions options) throws NodeFailure {
    String keys = options.given().getOrDefault("ssh-public-keys", "");
    PctCreate.Judged judged = create.judge(id, template, options, keys);
    return call -> create.make(judged, call);
  }

  public void update(int id, ConfigOptions options)
      throws NodeFailure, IOException, InterruptedException {
    set.update(id, options, Call.merged(new byte[0], new ByteArrayOutputStream()));
  }

  public Worker resize(int id, String disk, String size, Optional<String> digest)
      throws NodeFailure {
    Container c = existing(id);
    if (digest.isPresent() && !digest.get().equals(ConfigFile.digest(c))) {
      throw PctSet.modified();
    }
    resize.judged(id, disk, size);
    return call -> resize.grow(id, disk, size, call);
  }

  public Worker start(int id) throws NodeFailure {
    power.refuseRunning(id);
    return call -> power.start(id);
  }

  public Worker stop(int id) throws NodeFailure {
    power.running(id, "CT");
    return call -> power.stop(id);
  }

  /**
   * @param timeout in seconds
   */
  public Worker shutDown(int id, Optional<String> timeout) throws NodeFailure {
    power.running(id, "CT");
    return call -> power.shutDown(id, timeout.equals(Optional.of("1")), call);
  }

  public Worker reboot(int id) throws NodeFailure {
    power.running(id, "VM");
    return call -> power.reboot(id);
  }

  public Worker snapshot(int id, String name, Optional<String> description) throws NodeFailure {
    PctSnapshots.name(name, "");
    PctSnapshots.refuseReserved(name);
    return call -> snapshots.snapshot(id, name, description);
  }

  public Worker rollBack(int id, String name, boolean start) {
    return call -> snapshots.rollback(id, name, start);
  }

  public Worker deleteSnapshot(int id, String name) {
    return call -> snapshots.delete(id, name);
  }

  public Worker destroy(int id, boolean force, boolean purge) throws NodeFailure {
    destroy.judge(id, force);
    return call -> destroy.run(id, purge, call);
  }

  /** Fetches a template; nothing happens if it is there. */
  public Worker download(String storage, String template) throws NodeFailure {
    pveam.judge(storage, template);
    return call -> pveam.fetch(template, call);
  }

  /** Fetches a file from a URL as a template. */
  public Worker downloadUrl(String storage, Map<String, String> given) throws NodeFailure {
    return new UrlDownload(world).worker(storage, given);
  }

  /** What a template's file has for a sum, by algorithm {@code sha256} or {@code sha512}. */
  public static String sum(String algorithm, String template) {
    return UrlDownload.sum(algorithm, template);
  }

  /** A container's first volume. */
  public record Volume(String volid, int vmid, long bytes) {}

  /** The volumes on a storage. */
  public List<Volume> volumes(String storage) {
    return world.containers().stream()
        .filter(c -> c.option("rootfs", "").startsWith(storage + ":"))
        .map(
            c ->
                new Volume(
                    c.option("rootfs", "").replaceFirst(",.*", ""),
                    c.id(),
                    StatusValues.disk(c.option("rootfs", "size=4G"))))
        .toList();
  }

  /** The first number from 100 up that nobody has. */
  public int nextId() {
    return world.nextId();
  }
}
