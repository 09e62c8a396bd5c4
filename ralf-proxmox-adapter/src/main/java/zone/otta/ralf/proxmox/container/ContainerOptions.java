package zone.otta.ralf.proxmox.container;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;

/**
 * The options that make or change a container, by Proxmox's names, which {@code pct} and the API
 * share.
 */
public final class ContainerOptions {
  private static final long GIB = 1024;

  private ContainerOptions() {}

  /** Everything is said: 8.4 makes privileged containers by default. */
  public static Map<String, String> create(Facts.Container c, Optional<Mark> mark) {
    var options = new LinkedHashMap<String, String>();
    options.put("hostname", c.hostname().label());
    options.put("unprivileged", flag(c.unprivileged()));
    if (c.nesting()) {
      options.put("features", "nesting=1");
    }
    options.put("cores", Integer.toString(c.cores()));
    options.put("memory", Long.toString(c.memoryMib()));
    options.put("swap", Long.toString(c.swapMib()));
    options.put("rootfs", c.rootfsStorage() + ":" + gibibytes(c.rootfsMib()));
    options.put("net0", net0(c));
    options.put("nameserver", c.nameserver().toString());
    options.put("searchdomain", c.searchdomain().name());
    options.put("tags", tags(c));
    options.put("description", Description.of(c.purpose(), mark));
    options.put("onboot", flag(c.onboot()));
    return options;
  }

  /**
   * Only what differs, and never {@code rootfs} (a size in it is taken for a volume's name); see
   * {@link #grows}.
   */
  public static Map<String, String> change(Step.ChangeContainer step, Optional<Mark> mark) {
    Facts.Container wanted = step.desired();
    var options = new LinkedHashMap<String, String>();
    for (String field : fields(step).stream().sorted().toList()) {
      switch (field) {
        case "hostname" -> options.put("hostname", wanted.hostname().label());
        case "cores" -> options.put("cores", Integer.toString(wanted.cores()));
        case "memoryMib" -> options.put("memory", Long.toString(wanted.memoryMib()));
        case "swapMib" -> options.put("swap", Long.toString(wanted.swapMib()));
        case "nesting" -> options.put("features", "nesting=" + flag(wanted.nesting()));
        case "bridge", "address", "gateway", "mac" -> options.put("net0", net0(wanted));
        case "nameserver" -> options.put("nameserver", wanted.nameserver().toString());
        case "searchdomain" -> options.put("searchdomain", wanted.searchdomain().name());
        case "onboot" -> options.put("onboot", flag(wanted.onboot()));
        case "tags" -> options.put("tags", tags(wanted));
        case "purpose" -> options.put("description", Description.of(wanted.purpose(), mark));
        case "rootfsMib" -> {
          // by resize
        }
        default -> throw new IllegalArgumentException("not to be changed: " + field);
      }
    }
    return options;
  }

  /** Whether the root file system is to grow; the size for resize is {@link #size}. */
  public static boolean grows(Step.ChangeContainer step) {
    return fields(step).contains("rootfsMib");
  }

  /** {@code 16384M}. */
  public static String size(Facts.Container c) {
    return c.rootfsMib() + "M";
  }

  public static String tags(Facts.Container c) {
    return String.join(";", c.tags());
  }

  private static Set<String> fields(Step.ChangeContainer step) {
    return ContainerDifference.between(step.from(), step.desired()).stream()
        .map(ContainerDifference.Field::name)
        .collect(Collectors.toSet());
  }

  /** In the order in which Proxmox prints it back. */
  private static String net0(Facts.Container c) {
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
        : BigDecimal.valueOf(mib).divide(BigDecimal.valueOf(GIB)).toPlainString();
  }

  private static String flag(boolean on) {
    return on ? "1" : "0";
  }
}
