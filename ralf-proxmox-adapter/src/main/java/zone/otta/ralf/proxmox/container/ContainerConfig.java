package zone.otta.ralf.proxmox.container;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/**
 * A container's options, waiting changes as if applied. Values come back in Proxmox's own form:
 * tags sorted, net0 reordered with {@code type=veth}, sizes with a suffix, a newline after the
 * description (proxmox-conversations, normalisations).
 */
public final class ContainerConfig {
  private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9_-]*): ?(.*)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)([KMGT])");
  private static final int DEFAULT_MIB = 512;
  private static final String FIREWALL = "firewall";
  private final Map<String, String> values;

  private ContainerConfig(Map<String, String> values) {
    this.values = values;
  }

  /** Of options by name, the description as plain text. */
  public static ContainerConfig of(Map<String, String> values) {
    return new ContainerConfig(Map.copyOf(values));
  }

  /**
   * {@code pct config ID}: one {@code key: value} a line, the description on one line with {@code
   * :}, {@code %}, newline and everything outside ASCII as %XX. Empty if a line has another form or
   * nothing is there.
   */
  public static Optional<ContainerConfig> parse(List<String> lines) {
    var values = new LinkedHashMap<String, String>();
    for (String line : lines) {
      Matcher row = LINE.matcher(line);
      if (!row.matches()) {
        return Optional.empty();
      }
      values.put(row.group(1), row.group(2));
    }
    values.computeIfPresent("description", (key, encoded) -> decode(encoded));
    return values.isEmpty() ? Optional.empty() : Optional.of(new ContainerConfig(values));
  }

  /** What holds the container, {@code create} or {@code backup}; not to be touched meanwhile. */
  public Optional<String> lock() {
    return get("lock");
  }

  /**
   * The facts; empty for a container of a form RALF does not make (an address by DHCP, no network).
   */
  public Optional<Observation.Present> observed(Ctid ctid) {
    try {
      Map<String, String> net = parts(required("net0"));
      Map<String, String> rootfs = parts("volume=" + required("rootfs"));
      String description = description();
      var facts =
          new Facts.Container(
              ctid,
              new HostName(required("hostname")),
              // Absent means every core of the node.
              Integer.parseInt(get("cores").orElse("0")),
              mebibytes("memory"),
              mebibytes("swap"),
              storage(rootfs),
              size(part(rootfs, "size")),
              get("unprivileged").orElse("0").equals("1"),
              part(parts(get("features").orElse("")), "nesting", "0").equals("1"),
              part(net, "bridge"),
              Ipv4Interface.of(part(net, "ip")),
              Ipv4Address.of(part(net, "gw")),
              new MacAddress(part(net, "hwaddr")),
              Ipv4Address.of(required("nameserver")),
              new DnsName(required("searchdomain")),
              get("onboot").orElse("0").equals("1"),
              tags(),
              purpose(description));
      return Optional.of(new Observation.Present(facts, Mark.find(description)));
    } catch (IllegalArgumentException notOurForm) {
      return Optional.empty();
    }
  }

  /** Whose it is, as far as a removal asks. */
  public Optional<Observation.Present> tenancy(Ctid ctid) {
    try {
      var facts =
          new Facts.Tenancy(
              ctid, new HostName(required("hostname")), get("protection").orElse("0").equals("1"));
      return Optional.of(new Observation.Present(facts, Mark.find(description())));
    } catch (IllegalArgumentException notOurForm) {
      return Optional.empty();
    }
  }

  /** What it was rolled back to last: a line of the description. */
  public Optional<Observation.Present> restored(Ctid ctid) {
    String description = description();
    return Optional.of(
        new Observation.Present(Description.restored(ctid, description), Mark.find(description)));
  }

  private String description() {
    return get("description").orElse("");
  }

  /** The description's first line, unless it is one of ours. */
  public String purpose() {
    return purpose(description());
  }

  private static String purpose(String description) {
    String first = description.lines().findFirst().orElse("");
    return Mark.find(first).isPresent() || Description.isRestored(first) ? "" : first;
  }

  /**
   * The options, with what net0 holds beyond RALF's own parts (firewall, mtu, rate, tag) kept: an
   * option replaces the whole.
   */
  public Map<String, String> keeping(Map<String, String> options) {
    var kept = new LinkedHashMap<>(options);
    kept.computeIfPresent(
        "net0",
        (key, ours) -> {
          var parts = new LinkedHashMap<>(parts(ours));
          parts(get("net0").orElse("")).forEach(parts::putIfAbsent);
          return joined(parts);
        });
    return kept;
  }

  /** Whether its interface goes through the firewall. */
  public boolean guarded() {
    return part(parts(get("net0").orElse("")), FIREWALL, "0").equals("1");
  }

  /**
   * {@code net0} as it is, but through the firewall; empty if it goes there already. It is set as a
   * whole: without its hwaddr it would get another one.
   */
  public Map<String, String> guardedInterface() {
    Map<String, String> net = parts(get("net0").orElse(""));
    if (net.isEmpty() || guarded()) {
      return Map.of();
    }
    net.put(FIREWALL, "1");
    return Map.of("net0", joined(net));
  }

  private static String joined(Map<String, String> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(","));
  }

  private SortedSet<String> tags() {
    return get("tags").stream()
        .flatMap(tags -> Stream.of(tags.split(";")))
        .filter(tag -> !tag.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private String required(String key) {
    return get(key).orElseThrow(() -> new IllegalArgumentException("no " + key));
  }

  private long mebibytes(String key) {
    return get(key).map(Long::parseLong).orElse((long) DEFAULT_MIB);
  }

  private static Map<String, String> parts(String value) {
    var parts = new LinkedHashMap<String, String>();
    for (String part : value.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String key) {
    return Optional.ofNullable(parts.get(key))
        .orElseThrow(() -> new IllegalArgumentException("no " + key));
  }

  private static String part(Map<String, String> parts, String key, String otherwise) {
    return parts.getOrDefault(key, otherwise);
  }

  private static String storage(Map<String, String> rootfs) {
    String volume = part(rootfs, "volume");
    int colon = volume.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a volume");
    }
    return volume.substring(0, colon);
  }

  /** MiB. */
  private static long size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    long number = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "K" -> number / 1024;
      case "M" -> number;
      case "G" -> number * 1024;
      default -> number * 1024 * 1024;
    };
  }

  /** Undoes %XX; the bytes are UTF-8. */
  static String decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(in[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
