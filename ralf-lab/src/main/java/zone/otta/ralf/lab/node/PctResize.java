package zone.otta.ralf.lab.node;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/**
 * {@code pct resize}: grows only. Its exit code says nothing about the file system: when that could
 * not be grown, only the text tells (proxmox-conversations, finding 8).
 */
final class PctResize {
  private static final String USAGE = "pct resize <vmid> <disk> <size> [OPTIONS]\n";
  private static final Pattern SIZE = Pattern.compile("(\\+?)(\\d+(?:\\.\\d+)?)([KMGT]?)");
  private static final String NOT_GROWN =
      "Failed to update the container's filesystem: command 'unshare -m -- sh -c 'mount"
          + " --make-rprivate / && mount /dev/loop2 /tmp && resize2fs /dev/loop2'' failed: exit"
          + " code 1\n\n";

  /** Beyond it resize2fs gave up; where exactly is not recorded. */
  private static final long MOST_KIB = 1L << 40;

  private final World world;

  PctResize(World world) {
    this.world = world;
  }

  int run(List<String> words, Call call) throws NodeFailure, InterruptedException {
    if (words.size() < 3) {
      throw new NodeFailure(255, "400 not enough arguments\n" + USAGE);
    }
    if (words.size() > 3) {
      throw new NotInVocabulary(words);
    }
    grow(Vmid.parse(words.get(0), USAGE), words.get(1), words.get(2), call);
    return 0;
  }

  void grow(int id, String disk, String size, Call call) throws NodeFailure, InterruptedException {
    world.awaitFlock(id);
    synchronized (world) {
      grow(world.existing(id, 2), judged(id, disk, size), call);
    }
  }

  /**
   * The new size in KiB.
   *
   * @throws NodeFailure if the volume cannot have it
   */
  long judged(int id, String disk, String text) throws NodeFailure {
    Matcher size = SIZE.matcher(text);
    if (!disk.matches("rootfs|mp\\d+") || !size.matches()) {
      throw new NotInVocabulary(List.of("resize", disk, text));
    }
    synchronized (world) {
      Container c = world.existing(id, 2);
      c.refuseLocked();
      if (!disk.equals("rootfs")) {
        String missing = "property is missing and it is not optional";
        var errors = new TreeMap<String, String>(Comparator.reverseOrder());
        errors.putAll(Map.of("volume", missing, "mp", missing));
        throw NodeFailure.nested(255, "format error\n", errors);
      }
      return wanted(c, size);
    }
  }

  private static long wanted(Container c, Matcher size) throws NodeFailure {
    long now = StatusValues.disk(c.option("rootfs", "size=4G")) / 1024;
    long given =
        Math.round(Double.parseDouble(size.group(2)) * StatusValues.unit(size.group(3)) / 1024);
    long wanted = size.group(1).isEmpty() ? given : now + given;
    if (wanted < now) {
      throw new NodeFailure(255, "unable to shrink disk size\n");
    }
    if (wanted == now) {
      throw new NodeFailure(255, "disk is already at specified size\n");
    }
    return wanted;
  }

  private static void grow(Container c, long wanted, Call call) {
    String stored = PctConfig.size(wanted);
    c.config().put("rootfs", c.option("rootfs", "").replaceFirst("size=\\w+", "size=" + stored));
    call.out("Image resized.\nresize2fs 1.47.2 (1-Jan-2025)\n");
    if (wanted > MOST_KIB) {
      call.out("resize2fs: New size results in too many block group descriptors.\n\n");
      call.out(NOT_GROWN);
      return;
    }
    if (c.takeStuckFileSystem()) {
      call.out("Filesystem at /dev/loop2 is mounted on /tmp; on-line resizing required\n");
      call.out("old_desc_blocks = 1, new_desc_blocks = 1\n");
      call.out("resize2fs: Permission denied to resize filesystem\n");
      call.out(NOT_GROWN);
      return;
    }
    long blocks = wanted / 4;
    call.out("Resizing the filesystem on /dev/loop2 to " + blocks + " (4k) blocks.\n");
    call.out("The filesystem on /dev/loop2 is now " + blocks + " (4k) blocks long.\n\n");
    c.fileSystem(wanted);
  }
}
