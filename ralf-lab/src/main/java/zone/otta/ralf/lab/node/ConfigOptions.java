package zone.otta.ralf.lab.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/**
 * The options of a creation and of an update: as words of {@code pct} or parameters of the API,
 * judged with Proxmox's words.
 */
public final class ConfigOptions {
  /** What Proxmox says of a parameter it does not know. */
  public static final String NOT_IN_SCHEMA =
      "property is not defined in schema and the schema does not allow additional properties";

  private static final List<String> EITHER =
      List.of(
          "arch",
          "cmode",
          "console",
          "cores",
          "cpulimit",
          "cpuunits",
          "description",
          "features",
          "hostname",
          "lock",
          "memory",
          "nameserver",
          "onboot",
          "ostype",
          "protection",
          "searchdomain",
          "startup",
          "swap",
          "tags",
          "timezone",
          "tty",
          "unprivileged");
  private static final List<String> CREATE_ONLY =
      List.of(
          "bwlimit", "force", "password", "pool", "rootfs", "ssh-public-keys", "start", "storage");
  private static final List<String> SET_ONLY = List.of("delete", "digest", "revert");

  /** Options of Proxmox that nobody needs here; to call them unknown would be a lie. */
  private static final Pattern NOT_EMULATED =
      Pattern.compile(
          "mp\\d+|dev\\d+|unused\\d+|debug|entrypoint|env|ha-managed|hookscript"
              + "|ignore-unpack-errors|restore|rootfs|template|unique");

  private static final List<String> BOOLEANS =
      List.of("console", "force", "onboot", "protection", "start", "unprivileged");

  /** Of those, what the older release does not know. */
  private static final List<String> NINE = List.of("entrypoint", "env", "ha-managed");

  private static final Pattern NET = Pattern.compile("net\\d{1,2}");
  private static final Pattern DNS =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern CIDR =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/([89]|[12]\\d|3[0-2])|dhcp|manual");
  private static final Pattern UNICAST_MAC =
      Pattern.compile("(?i)[0-9a-f][02468ace](:[0-9a-f]{2}){5}");
  private static final List<String> NET_KEYS =
      List.of(
          "name",
          "bridge",
          "ip",
          "gw",
          "hwaddr",
          "firewall",
          "host-managed",
          "tag",
          "mtu",
          "rate",
          "type",
          "ip6",
          "gw6");

  private final SortedMap<String, String> given = new TreeMap<>();
  private final SortedMap<String, String> errors = new TreeMap<>();
  private final List<String> notEmulated = new ArrayList<>();
  private final String usage;
  private final ProxmoxRelease release;

  /** Parameters of the API for a creation, but for the number and the template. */
  static ConfigOptions create(Map<String, String> parameters, ProxmoxRelease release) {
    return new ConfigOptions(parameters, release, CREATE_ONLY);
  }

  /** Parameters of the API for an update. */
  static ConfigOptions update(Map<String, String> parameters, ProxmoxRelease release) {
    return new ConfigOptions(parameters, release, SET_ONLY);
  }

  private ConfigOptions(
      Map<String, String> parameters, ProxmoxRelease release, List<String> knownToo) {
    this.release = release;
    usage = "";
    given.putAll(parameters);
    for (String name : given.keySet()) {
      if (!known(name, knownToo)) {
        if (notEmulated(name)) {
          notEmulated.add(name);
        } else {
          errors.put(name, NOT_IN_SCHEMA);
        }
      } else if (BOOLEANS.contains(name) && !given.getOrDefault(name, "").matches("[01]")) {
        errors.put(name, "type check ('boolean') failed - got '" + given.get(name) + "'");
      }
    }
  }

  private boolean notEmulated(String name) {
    return NOT_EMULATED.matcher(name).matches() && (release.nine() || !NINE.contains(name));
  }

  private static boolean known(String name, List<String> knownToo) {
    return EITHER.contains(name) || knownToo.contains(name) || NET.matcher(name).matches();
  }

  /**
   * @throws NotInVocabulary if an option is Proxmox's, and not the lab's
   */
  void refuseNotEmulated() {
    if (!notEmulated.isEmpty()) {
      throw new NotInVocabulary(notEmulated);
    }
  }

  static ConfigOptions ofCreate(List<String> words, ProxmoxRelease release) throws NodeFailure {
    return new ConfigOptions(
        words, "pct create <vmid> <ostemplate> [OPTIONS]\n", release, CREATE_ONLY);
  }

  static ConfigOptions ofSet(List<String> words, ProxmoxRelease release) throws NodeFailure {
    return new ConfigOptions(words, "pct set <vmid> [OPTIONS]\n", release, SET_ONLY);
  }

  /** Takes {@code --name value} and {@code --name=value}. */
  private ConfigOptions(
      List<String> words, String usage, ProxmoxRelease release, List<String> knownToo)
      throws NodeFailure {
    this.release = release;
    this.usage = usage;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        continue; // Proxmox ignores words too many here
      }
      String name = word.replaceFirst("^--?", "");
      int eq = name.indexOf('=');
      if (eq < 0 && i + 1 >= words.size()) {
        throw new NodeFailure(
            255, "Option " + name + " requires an argument\n400 unable to parse option\n" + usage);
      }
      String value = eq < 0 ? words.get(++i) : name.substring(eq + 1);
      name = eq < 0 ? name : name.substring(0, eq);
      if (!known(name, knownToo)) {
        throw unknown(words, name);
      }
      given.put(name, value);
    }
  }

  private NodeFailure unknown(List<String> words, String name) {
    if (notEmulated(name)) {
      throw new NotInVocabulary(words);
    }
    return new NodeFailure(
        255, "Unknown option: " + name + "\n400 unable to parse option\n" + usage);
  }

  /** As they were given. */
  public Map<String, String> given() {
    return given;
  }

  /**
   * @throws NodeFailure with one reason per parameter
   */
  public void verify() throws NodeFailure {
    given.forEach(this::verify);
    if (!errors.isEmpty()) {
      throw NodeFailure.parameters(errors, usage);
    }
  }

  private void verify(String name, String value) {
    switch (name) {
      case "hostname" ->
          format(name, DNS.matcher(value).matches(), "value does not look like a valid DNS name");
      case "cores" -> integer(name, value, 1);
      case "memory" -> integer(name, value, 16);
      case "swap" -> integer(name, value, 0);
      case "nameserver" -> {
        for (String each : value.split("[ ,;]+")) {
          format(name, IP.matcher(each).matches(), "value does not look like a valid IP address");
        }
      }
      case "tags" ->
          format(name, value.matches("[A-Za-z0-9_+.;, -]*"), "invalid characters in tag");
      case "password" -> {
        if (value.length() < 5) {
          errors.put(name, "value must be at least 5 characters long");
        }
      }
      case "arch" -> oneOf(name, value, "amd64, i386, arm64, armhf, riscv32, riscv64");
      case "ostype" ->
          oneOf(
              name,
              value,
              "debian, devuan, ubuntu, centos, fedora, opensuse, archlinux, alpine, gentoo, nixos, unmanaged");
      case "features" -> features(value);
      default -> {
        if (NET.matcher(name).matches()) {
          net(name, value);
        }
      }
    }
  }

  private void format(String name, boolean ok, String reason) {
    if (!ok) {
      errors.put(name, "invalid format - " + reason + "\n");
    }
  }

  private void integer(String name, String value, int least) {
    if (!value.matches("-?\\d{1,9}")) {
      errors.put(name, "type check ('integer') failed - got '" + value + "'");
    } else if (Integer.parseInt(value) < least) {
      errors.put(name, "value must have a minimum value of " + least);
    }
  }

  private void oneOf(String name, String value, String enumeration) {
    if (!List.of(enumeration.split(", ")).contains(value)) {
      errors.put(
          name,
          "value '" + value + "' does not have a value in the enumeration '" + enumeration + "'");
    }
  }

  private void features(String value) {
    PropertyString.parse(value)
        .forEach(
            (key, set) -> {
              if (!List.of("nesting", "keyctl", "fuse", "mknod", "force_rw_sys", "mount")
                  .contains(key)) {
                nested("features", key, NOT_IN_SCHEMA + "\n");
              } else if (!key.equals("mount") && !set.matches("[01]")) {
                nested("features", key, "type check ('boolean') failed - got '" + set + "'\n");
              }
            });
  }

  private void net(String name, String value) {
    Map<String, String> net = PropertyString.parse(value);
    if (net.isEmpty() && !value.isEmpty()) {
      errors.put(
          name, "invalid format - value without key, but schema does not define a default key\n");
      return;
    }
    if (!net.containsKey("name")) {
      nested(name, "name", "property is missing and it is not optional\n");
    }
    net.forEach(
        (key, set) -> {
          if (!NET_KEYS.contains(key) || !release.nine() && key.equals("host-managed")) {
            nested(name, key, NOT_IN_SCHEMA + "\n");
          } else if (key.equals("ip") && !CIDR.matcher(set).matches()) {
            nested(
                name,
                key,
                "invalid format - value does not look like a valid ipv4 network configuration\n\n");
          } else if (key.equals("hwaddr") && !UNICAST_MAC.matcher(set).matches()) {
            nested(
                name,
                key,
                "invalid format - value does not look like a valid unicast MAC address\n\n");
          }
        });
  }

  private void nested(String name, String key, String reason) {
    errors.putIfAbsent(name, "invalid format - format error\n" + name + "." + key + ": " + reason);
  }

  /** A value as it is stored; the MAC for a network interface that brings none. */
  static String stored(String name, String value, String randomMac) {
    if (NET.matcher(name).matches()) {
      return PctConfig.net(value, randomMac);
    }
    return switch (name) {
      case "tags" -> PctConfig.tags(value);
      case "description" -> value.endsWith("\n") ? value : value + "\n";
      case "nameserver", "searchdomain" -> String.join(" ", value.split("[ ,;]+"));
      default -> value;
    };
  }

  /** The configuration of a new container. */
  SortedMap<String, String> config(
      int id, String template, Storage storage, String size, String randomMac) {
    var config = new TreeMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (!CREATE_ONLY.contains(name) && !value.isEmpty()) {
            config.put(name, stored(name, value, randomMac));
          }
        });
    config.putIfAbsent("arch", "amd64");
    config.putIfAbsent("hostname", "CT" + id);
    config.putIfAbsent("memory", "512");
    config.putIfAbsent("swap", "512");
    if (release.nine()) {
      config.putIfAbsent("unprivileged", "1");
    }
    config.remove("unprivileged", "0");
    config.putIfAbsent("ostype", template.startsWith("ubuntu") ? "ubuntu" : "debian");
    config.put("rootfs", storage.volume(id) + ",size=" + PctConfig.size(size));
    return config;
  }
}
