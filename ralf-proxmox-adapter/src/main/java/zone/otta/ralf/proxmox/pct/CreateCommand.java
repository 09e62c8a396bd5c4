package zone.otta.ralf.proxmox.pct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;

/**
 * The words of {@code pct create}. Everything is said: 8.4 makes privileged containers by default.
 */
final class CreateCommand {
  private static final long GIB = 1024;

  private CreateCommand() {}

  static List<String> argv(Step.CreateContainer step, Optional<Mark> mark) {
    Facts.Container c = step.desired();
    var argv =
        new ArrayList<>(List.of("pct", "create", c.ctid().toString(), step.template().volume()));
    argv.addAll(List.of("--hostname", c.hostname().label()));
    argv.addAll(List.of("--unprivileged", flag(c.unprivileged())));
    if (c.nesting()) {
      argv.addAll(List.of("--features", "nesting=1"));
    }
    argv.addAll(List.of("--cores", Integer.toString(c.cores())));
    argv.addAll(List.of("--memory", Long.toString(c.memoryMib())));
    argv.addAll(List.of("--swap", Long.toString(c.swapMib())));
    argv.addAll(List.of("--rootfs", c.rootfsStorage() + ":" + gibibytes(c.rootfsMib())));
    argv.addAll(List.of("--net0", net0(c)));
    argv.addAll(List.of("--nameserver", c.nameserver().toString()));
    argv.addAll(List.of("--searchdomain", c.searchdomain().name()));
    argv.addAll(List.of("--tags", String.join(";", c.tags())));
    argv.addAll(List.of("--description", Description.of(c.purpose(), mark)));
    argv.addAll(List.of("--onboot", flag(c.onboot())));
    return argv;
  }

  /** In the order in which Proxmox prints it back. */
  static String net0(Facts.Container c) {
    return "name=eth0,bridge="
        + c.bridge()
        + ",gw="
        + c.gateway()
        + ",hwaddr="
        + c.mac()
        + ",ip="
        + c.address()
        + ",type=veth";
  }

  /** GiB; decimals are allowed. */
  private static String gibibytes(long mib) {
    return mib % GIB == 0
        ? Long.toString(mib / GIB)
        : java.math.BigDecimal.valueOf(mib)
            .divide(java.math.BigDecimal.valueOf(GIB))
            .toPlainString();
  }

  static String flag(boolean on) {
    return on ? "1" : "0";
  }
}
