package zone.otta.ralf.proxmox.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.site.Ctid;

/**
 * A container's description: purpose, blank line, mark, and after a rollback a line that tells of
 * it. What a person reads first stands first. A rollback brings the old description back with the
 * rest of the configuration; the line is written after it and so proves that it was done.
 */
public final class Description {
  private static final Pattern RESTORED =
      Pattern.compile("ralf:restored snapshot=([A-Za-z][A-Za-z0-9_-]{1,39}) times=(\\d{1,6})");

  private Description() {}

  public static String of(String purpose, Optional<Mark> mark) {
    String line = mark.map(Mark::line).orElse("");
    return purpose.isEmpty() || line.isEmpty() ? purpose + line : purpose + "\n\n" + line;
  }

  public static String of(String purpose, Optional<Mark> mark, Facts.Restored restored) {
    return restored
        .snapshot()
        .map(
            s -> of(purpose, mark) + "\nralf:restored snapshot=" + s + " times=" + restored.times())
        .orElseGet(() -> of(purpose, mark));
  }

  static boolean isRestored(String line) {
    return RESTORED.matcher(line).find();
  }

  static Facts.Restored restored(Ctid ctid, String description) {
    Matcher line = RESTORED.matcher(description);
    return line.find()
        ? new Facts.Restored(
            ctid, SnapshotName.parse(line.group(1)), Integer.parseInt(line.group(2)))
        : new Facts.Restored(ctid, Optional.empty(), 0);
  }
}
