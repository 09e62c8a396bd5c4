package zone.otta.ralf.cli.tofu;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Facts;

/**
 * What the module's variables are set to: the facts that RALF's own plan wants of the container.
 *
 * @param node the node it is made on
 * @param pool the resource pool it joins
 * @param template its volume, {@code local:vztmpl/...}; empty where no plan has chosen one:
 *     OpenTofu then asks for it
 */
public record TofuValues(
    ServiceName service,
    String node,
    Optional<String> pool,
    Facts.Container container,
    OsRelease release,
    Optional<String> template) {
  /**
   * Stands among the tags instead of {@code ralf}: RALF neither made this container nor owns it.
   */
  static final String TAG = "opentofu";

  private static final long GIB = 1024;

  public TofuValues {
    if (!wholeGibibytes(container)) {
      throw new IllegalArgumentException("the provider counts disks in whole GiB");
    }
  }

  /** The provider's {@code disk.size} is a whole number of GiB. */
  public static boolean wholeGibibytes(Facts.Container container) {
    return container.rootfsMib() % GIB == 0;
  }

  /** Sorted, as Proxmox VE gives them back: another order would be a difference for ever. */
  List<String> tags() {
    var tags = new TreeSet<>(container.tags());
    tags.remove("ralf");
    tags.add(TAG);
    return List.copyOf(tags);
  }

  /** The variables and their values, in the order in which they are declared. */
  public Json.Obj json() {
    Facts.Container c = container;
    return Json.object()
        .with("node_name", node)
        .withOptional("pool_id", pool, Json.Str::new)
        .with("vm_id", c.ctid().number())
        .with("hostname", c.hostname().label())
        .with("description", c.purpose())
        .with("tags", Json.strings(tags()))
        .with("unprivileged", c.unprivileged())
        .with("nesting", c.nesting())
        .with("start_on_boot", c.onboot())
        .with("cores", c.cores())
        .with("memory_mib", c.memoryMib())
        .with("swap_mib", c.swapMib())
        .with("rootfs_storage", c.rootfsStorage())
        .with("rootfs_gib", c.rootfsMib() / GIB)
        .with("bridge", c.bridge())
        .with("mac_address", c.mac().toString())
        .with("address", c.address().toString())
        .with("gateway", c.gateway().toString())
        .with("nameserver", c.nameserver().toString())
        .with("search_domain", c.searchdomain().name())
        .with("os_type", release.distribution().id())
        .withOptional("template_file_id", template, Json.Str::new);
  }

  /** The volume of the template that one of RALF's plans has chosen for the same container. */
  public static Optional<String> template(Stream<? extends Facts> wanted) {
    return wanted
        .flatMap(f -> f instanceof Facts.Template t ? Stream.of(t) : Stream.of())
        .map(Facts.Template::volume)
        .findFirst();
  }
}
