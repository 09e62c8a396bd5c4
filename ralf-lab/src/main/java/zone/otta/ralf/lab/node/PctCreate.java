package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.guest.Guest;
import zone.otta.ralf.lab.ssh.SshKeys;

/**
 * {@code pct create}: prints what Proxmox prints, line by line, holding {@code lock: create}. A
 * client that is gone before the last line makes the worker die of a broken pipe, and what it made
 * is removed (proxmox-conversations, finding 3).
 */
final class PctCreate {
  private static final Pattern ROOTFS = Pattern.compile("([A-Za-z0-9-]+):(\\d+(?:\\.\\d+)?)");
  private static final long BLOCKS_PER_GROUP = 32768;
  private final World world;
  private final PctPower power;
  private final SecureRandom random = new SecureRandom();

  PctCreate(World world, PctPower power) {
    this.world = world;
    this.power = power;
  }

  /**
   * A creation that was judged; its id is taken.
   *
   * @param template the file
   * @param volume the template as it was named
   */
  record Judged(
      int id,
      ConfigOptions options,
      Storage storage,
      String size,
      String template,
      String volume,
      SortedMap<String, String> config,
      String keys) {}

  int run(List<String> words, Call call) throws NodeFailure, IOException, InterruptedException {
    if (words.size() < 2) {
      throw new NodeFailure(
          255, "400 not enough arguments\npct create <vmid> <ostemplate> [OPTIONS]\n");
    }
    var options = ConfigOptions.ofCreate(words.subList(2, words.size()), world.options().release());
    int id = Vmid.parse(words.get(0), "pct create <vmid> <ostemplate> [OPTIONS]\n");
    options.verify();
    refuseUsed(id);
    String keys = keys(options.given().getOrDefault("ssh-public-keys", ""), call);
    make(judge(id, words.get(1), options, keys), call);
    return 0;
  }

  void refuseUsed(int id) throws NodeFailure {
    if (world.container(id).isPresent()) {
      world.reserve(id); // says that it exists
    }
  }

  /** Takes the id if everything that is known before the work allows it. */
  Judged judge(int id, String template, ConfigOptions options, String keys) throws NodeFailure {
    options.refuseNotEmulated();
    String rootfs =
        options
            .given()
            .getOrDefault("rootfs", options.given().getOrDefault("storage", "local") + ":4");
    Matcher volume = ROOTFS.matcher(rootfs);
    String storageName = rootfs.substring(0, Math.max(0, rootfs.indexOf(':')));
    Storage storage = storage(storageName);
    if (!volume.matches()) {
      throw new NodeFailure(
          255,
          "unable to create CT "
              + id
              + " - unable to parse directory volume name '"
              + rootfs.substring(rootfs.indexOf(':') + 1)
              + "'\n");
    }
    storage(template.substring(0, Math.max(0, template.indexOf(':'))));
    String file = template.substring(template.indexOf('/') + 1);
    SortedMap<String, String> config =
        options.config(id, file, storage, volume.group(2), RandomMac.next(random));
    world.reserve(id);
    return new Judged(id, options, storage, volume.group(2), file, template, config, keys);
  }

  /** The worker's part. */
  void make(Judged judged, Call call) throws NodeFailure, IOException, InterruptedException {
    int id = judged.id();
    boolean there = world.templates().contains(judged.template());
    KeyPair hostKey = SshKeys.generate();
    var lines = new ArrayList<>(volumeLines(id, judged.storage(), judged.size()));
    lines.addAll(
        there ? unpackLines(judged.template(), judged.config(), hostKey) : absent(judged.volume()));
    print(id, lines, call);
    if (!there) {
      world.rollBack(id);
      throw new NodeFailure(
          255,
          "unable to create CT " + id + " - volume '" + judged.volume() + "' does not exist\n");
    }
    world.created(id, judged.config(), judged.template(), new Guest.Access(hostKey, judged.keys()));
    if (judged.options().given().containsKey("pool")) {
      world.pool(id);
    }
    if (lines.get(lines.size() - 1).startsWith("WARN: ")) {
      call.err("Task finished with 1 warning(s)!\n");
    }
    if (judged.options().given().getOrDefault("start", "0").equals("1")) {
      power.start(id);
    }
  }

  /** The newer release says it in the log too. */
  private List<String> absent(String volume) {
    return world.options().release().nine()
        ? List.of("volume '" + volume + "' does not exist")
        : List.of();
  }

  private void print(int id, List<String> lines, Call call)
      throws NodeFailure, InterruptedException {
    long pause = world.options().create().toMillis() / lines.size();
    for (String line : lines) {
      Thread.sleep(pause);
      if (!call.gone()) {
        call.out(line + "\n");
      }
      if (call.gone()) {
        world.rollBack(id);
        throw new NodeFailure(255, "unable to create CT " + id + " - " + call.why() + "\n");
      }
    }
  }

  private static String keys(String path, Call call) throws NodeFailure, IOException {
    if (path.isEmpty()) {
      return "";
    }
    if (path.equals("/etc/hostname")) {
      throw new NodeFailure(255, "SSH public key validation error\n");
    }
    if (!path.equals("/dev/stdin")) {
      throw new NodeFailure(2, "can't open '" + path + "' - No such file or directory\n");
    }
    String text = new String(call.input(), StandardCharsets.UTF_8);
    verifyKeys(text);
    return text;
  }

  static void verifyKeys(String text) throws NodeFailure {
    if (!text.strip().matches("(?s)(ssh-|ecdsa-)\\S+ \\S+.*")) {
      throw new NodeFailure(255, "SSH public key validation error\n");
    }
  }

  private Storage storage(String name) throws NodeFailure {
    Optional<Storage> storage = world.storage(name);
    return storage.orElseThrow(
        () -> new NodeFailure(255, "storage '" + name + "' does not exist\n"));
  }

  private static List<String> volumeLines(int id, Storage storage, String size) {
    long kib = PctConfig.kib(size);
    long blocks = kib / 4;
    var lines = new ArrayList<String>();
    if (storage.type() == Storage.Type.DIR) {
      lines.add(
          "Formatting '/var/lib/vz/images/"
              + id
              + "/vm-"
              + id
              + "-disk-0.raw', fmt=raw size="
              + kib * 1024
              + " preallocation=off");
    }
    lines.add("Creating filesystem with " + blocks + " 4k blocks and " + blocks / 4 + " inodes");
    lines.add("Filesystem UUID: " + UUID.randomUUID());
    lines.add("Superblock backups stored on blocks: " + superblocks(blocks));
    return lines;
  }

  /** As mke2fs lays them out: groups 1 and powers of 3, 5, 7, wrapped at 72 columns. */
  private static String superblocks(long blocks) {
    var out = new StringBuilder();
    int left = 0;
    long groups = (blocks + BLOCKS_PER_GROUP - 1) / BLOCKS_PER_GROUP;
    for (long group = 1; group < groups; group++) {
      if (!power(group, 3) && !power(group, 5) && !power(group, 7)) {
        continue;
      }
      String block = Long.toString(group * BLOCKS_PER_GROUP);
      if (group > 1) {
        out.append(", ");
      }
      int need = block.length() + 2;
      if (need > left) {
        out.append("\n\t");
        left = 72;
      }
      left -= need;
      out.append(block);
    }
    return out.toString();
  }

  private static boolean power(long number, long base) {
    long rest = number;
    while (rest % base == 0) {
      rest /= base;
    }
    return rest == 1;
  }

  private List<String> unpackLines(String file, SortedMap<String, String> config, KeyPair hostKey) {
    var lines = new ArrayList<String>();
    lines.add("extracting archive '/var/lib/vz/template/cache/" + file + "'");
    lines.add("Total bytes read: 185538560 (177MiB, 150MiB/s)");
    lines.add("Detected container architecture: " + config.get("arch"));
    String host = config.getOrDefault("hostname", "").replaceFirst("^CT\\d+$", "localhost");
    for (String kind : List.of("ecdsa", "ed25519", "rsa")) {
      lines.add("Creating SSH host key 'ssh_host_" + kind + "_key' - this may take some time ...");
      String print =
          kind.equals("ed25519") ? KeyUtils.getFingerPrint(hostKey.getPublic()) : fingerprint();
      lines.add("done: " + print + " root@" + host);
    }
    if (world.options().release().nine()
        && !config.getOrDefault("features", "").contains("nesting=1")) {
      String systemd = file.startsWith("ubuntu") ? "255" : "252";
      lines.add("WARN: Systemd " + systemd + " detected. You may need to enable nesting.");
    }
    return lines;
  }

  private String fingerprint() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
