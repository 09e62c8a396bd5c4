package zone.otta.ralf.lab.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.machine.LabNet;

/** Containers as the API shows them; {@code pvesh} prints the same. */
final class ContainerJson {
  private static final List<String> NUMBERS =
      List.of(
          "console",
          "cores",
          "cpulimit",
          "cpuunits",
          "memory",
          "onboot",
          "protection",
          "snaptime",
          "swap",
          "tty",
          "unprivileged");
  private static final List<String> PRESSURE =
      List.of("cpufull", "cpusome", "iofull", "iosome", "memoryfull", "memorysome");
  private static final String MANAGED = "managed";

  private ContainerJson() {}

  static Json version(ProxmoxRelease release) {
    return Json.object()
        .with("release", release.release())
        .with("repoid", release.build())
        .with("version", release.version());
  }

  static Json config(Container c, boolean current) {
    SortedMap<String, String> shown = current ? new TreeMap<>(c.config()) : c.expected();
    c.lock().ifPresent(l -> shown.put("lock", l));
    return config(shown, Optional.of(ConfigFile.digest(c)));
  }

  static Json config(SortedMap<String, String> shown, Optional<String> digest) {
    var values = new TreeMap<String, Object>();
    shown.forEach((key, value) -> values.put(key, value(key, value)));
    digest.ifPresent(d -> values.put("digest", d));
    return object(values);
  }

  private static Object value(String key, String value) {
    return NUMBERS.contains(key) && value.matches("\\d+") ? Long.parseLong(value) : value;
  }

  static Json pending(Container c) {
    var keys = new TreeSet<>(c.config().keySet());
    keys.addAll(c.pending().keySet());
    var entries = new ArrayList<Json>();
    for (String key : keys) {
      var entry = new TreeMap<String, Object>();
      entry.put("key", key);
      Optional.ofNullable(c.config().get(key)).ifPresent(v -> entry.put("value", value(key, v)));
      Optional.ofNullable(c.pending().get(key))
          .ifPresent(
              w ->
                  w.ifPresentOrElse(
                      v -> entry.put("pending", value(key, v)), () -> entry.put("delete", 1L)));
      entries.add(object(entry));
    }
    c.lock().ifPresent(l -> entries.add(Json.object().with("key", "lock").with("value", l)));
    entries.add(Json.object().with("key", "digest").with("value", ConfigFile.digest(c)));
    return new Json.Arr(entries);
  }

  /** One of {@code nodes/N/lxc}. */
  static Json.Obj listed(Container c, ProxmoxRelease release) {
    var values = new TreeMap<>(StatusValues.of(c));
    values.put("cpu", 0L);
    Json.Obj shown = object(values);
    if (c.running()) {
      shown = shown.with("pid", 100_000L + c.id());
      for (String kind : release.nine() ? PRESSURE : List.<String>of()) {
        shown = shown.with("pressure" + kind, new Json.Null());
      }
    }
    return shown;
  }

  static Json status(Container c, ProxmoxRelease release) {
    return listed(c, release).with("ha", Json.object().with(MANAGED, 0));
  }

  /** One of {@code cluster/resources}. */
  static Json resource(Container c, WorldOptions options, String home) {
    var values = new TreeMap<>(StatusValues.of(c));
    values.put("maxcpu", values.remove("cpus"));
    values.remove("maxswap");
    values.remove("swap");
    values.put("cpu", 0L);
    if (options.release().nine()) {
      values.put("memhost", 0L);
    }
    values.put("id", "lxc/" + c.id());
    values.put("node", home);
    values.put("template", 0L);
    return object(values);
  }

  static Json snapshots(Container c) {
    var all = new ArrayList<Map<String, Object>>();
    for (Snapshot snapshot : c.snapshots().values()) {
      var values = new TreeMap<String, Object>();
      values.put("name", snapshot.name());
      values.put("description", snapshot.description());
      values.put("snaptime", snapshot.at().getEpochSecond());
      snapshot.parent().ifPresent(p -> values.put("parent", p));
      all.add(values);
    }
    var current = new TreeMap<String, Object>();
    current.put("name", "current");
    current.put("description", "You are here!");
    current.put("digest", ConfigFile.digest(c));
    current.put("running", c.running() ? 1L : 0L);
    Optional.ofNullable(c.config().get("parent")).ifPresent(p -> current.put("parent", p));
    all.add(current);
    return Json.array(all, ContainerJson::object);
  }

  /** Null while the container does not run. */
  static Json interfaces(Optional<Container> running) {
    if (running.isEmpty()) {
      return new Json.Null();
    }
    Map<String, String> net = PropertyString.parse(running.get().option("net0", ""));
    var all = new ArrayList<Json>();
    List<String> own = List.of(LabNet.LOCALHOST + "/8");
    all.add(interfaceOf("lo", "00:00:00:00:00:00", own, List.of("::1/128")));
    if (net.containsKey("name")) {
      String mac = net.getOrDefault("hwaddr", "").toLowerCase(Locale.ROOT);
      List<String> inet =
          Optional.ofNullable(net.get("ip")).filter(ip -> ip.contains("/")).stream().toList();
      all.add(interfaceOf(net.getOrDefault("name", ""), mac, inet, List.of(linkLocal(mac))));
    }
    return new Json.Arr(all);
  }

  private static Json interfaceOf(String name, String mac, List<String> inet, List<String> inet6) {
    Json.Obj shown =
        Json.object().with("name", name).with("hwaddr", mac).with("hardware-address", mac);
    var addresses = new ArrayList<Json>();
    for (String address : inet) {
      shown = shown.with("inet", address);
      addresses.add(address("inet", address));
    }
    for (String address : inet6) {
      shown = shown.with("inet6", address);
      addresses.add(address("inet6", address));
    }
    return shown.with("ip-addresses", new Json.Arr(addresses));
  }

  private static Json address(String type, String address) {
    int slash = address.indexOf('/');
    return Json.object()
        .with("ip-address-type", type)
        .with("ip-address", address.substring(0, slash))
        .with("prefix", address.substring(slash + 1));
  }

  /** The address an interface gives itself (RFC 4291, modified EUI-64). */
  private static String linkLocal(String mac) {
    String[] b = mac.split(":");
    int first = Integer.parseInt(b[0], 16) ^ 2;
    return "fe80::"
        + group(first, b[1])
        + ":"
        + group(Integer.parseInt(b[2], 16), "ff")
        + ":"
        + group(0xfe, b[3])
        + ":"
        + group(Integer.parseInt(b[4], 16), b[5])
        + "/64";
  }

  private static String group(int high, String low) {
    return Integer.toHexString(high << 8 | Integer.parseInt(low, 16));
  }

  static Json.Obj object(Map<String, Object> values) {
    Json.Obj object = Json.object();
    for (var each : values.entrySet()) {
      object =
          object.with(
              each.getKey(),
              each.getValue() instanceof Long number
                  ? new Json.Num(number)
                  : new Json.Str(each.getValue().toString()));
    }
    return object;
  }
}
