package zone.otta.ralf.lab.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.json.Json;

/**
 * The firewall files of the containers: options and rules. A file can be there before its container
 * and goes with it (proxmox.md section 10, recorded in rest-7 and ssh-7). A new rule comes first,
 * whatever position it asks for. Thread-safe.
 */
public final class Firewall {
  private static final int EXIT = 255;

  private record File(SortedMap<String, String> options, List<SortedMap<String, String>> rules) {}

  private final Map<Integer, File> files = new HashMap<>();
  private boolean datacenter;

  private File file(int id) {
    return Optional.ofNullable(files.get(id))
        .orElseGet(() -> new File(new TreeMap<>(), new ArrayList<>()));
  }

  private File kept(int id) {
    return files.computeIfAbsent(id, i -> file(i));
  }

  /** Switches the datacenter's firewall. */
  public synchronized void datacenter(boolean on) {
    datacenter = on;
  }

  /** The datacenter's options; off, they hold nothing, as 8.4 answers. */
  public synchronized Json datacenter() {
    return datacenter ? Json.object().with("enable", 1) : Json.object();
  }

  synchronized void remove(int id) {
    files.remove(id);
  }

  /** Options with their digest. */
  public synchronized Json options(int id) {
    SortedMap<String, String> options = file(id).options();
    var shown = new TreeMap<String, Object>();
    options.forEach((key, value) -> shown.put(key, number(key, value)));
    shown.put("digest", digest(options.isEmpty() ? List.of() : List.of(options)));
    return ContainerJson.object(shown);
  }

  /**
   * Changes options.
   *
   * @param parameters with {@code delete} and {@code digest}
   */
  public synchronized void setOptions(int id, Map<String, String> parameters) throws NodeFailure {
    SortedMap<String, String> options = kept(id).options();
    refuseModified(parameters, digest(options.isEmpty() ? List.of() : List.of(options)));
    for (String name : parameters.getOrDefault("delete", "").split("[ ,;]+")) {
      options.remove(name);
    }
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("delete") && !name.equals("digest")) {
            options.put(name, value);
          }
        });
  }

  /** Options and rules, as they differ from an empty file. */
  synchronized List<String> lines(int id) {
    File file = file(id);
    var lines = new ArrayList<String>();
    file.options().forEach((key, value) -> lines.add(key + ": " + value));
    file.rules().forEach(rule -> lines.add("rule " + rule));
    return lines;
  }

  /** All rules from the first on. */
  public synchronized Json rules(int id) {
    List<SortedMap<String, String>> rules = file(id).rules();
    String digest = digest(rules);
    var all = new ArrayList<Json>();
    for (SortedMap<String, String> rule : rules) {
      all.add(shown(rule, digest).with("pos", all.size()));
    }
    return new Json.Arr(all);
  }

  /** One rule; its position is a text here and a number in the list. */
  public synchronized Json rule(int id, int at) throws NodeFailure {
    List<SortedMap<String, String>> rules = file(id).rules();
    return shown(existing(rules, at), digest(rules)).with("pos", Integer.toString(at));
  }

  /** Adds a rule before all others; one without {@code enable} is stored disabled. */
  public synchronized void add(int id, Map<String, String> parameters) throws NodeFailure {
    List<SortedMap<String, String>> rules = kept(id).rules();
    refuseModified(parameters, digest(rules));
    rules.add(0, FirewallRule.of(parameters));
  }

  /** Changes a rule, or moves it before the rule that is at another position now. */
  public synchronized void change(int id, int at, Map<String, String> parameters)
      throws NodeFailure {
    List<SortedMap<String, String>> rules = kept(id).rules();
    refuseModified(parameters, digest(rules));
    SortedMap<String, String> rule = existing(rules, at);
    String moveTo = parameters.getOrDefault("moveto", "");
    if (moveTo.matches("\\d{1,4}")) {
      int to = Math.min(Integer.parseInt(moveTo), rules.size());
      rules.remove(at);
      rules.add(to > at ? to - 1 : to, rule);
      return;
    }
    var changed = new TreeMap<>(rule);
    for (String name : parameters.getOrDefault("delete", "").split("[ ,;]+")) {
      changed.remove(name);
    }
    changed.putAll(parameters);
    changed.remove("delete");
    rules.set(at, FirewallRule.of(changed));
  }

  public synchronized void remove(int id, int at, Map<String, String> parameters)
      throws NodeFailure {
    List<SortedMap<String, String>> rules = kept(id).rules();
    refuseModified(parameters, digest(rules));
    existing(rules, at);
    rules.remove(at);
  }

  private static SortedMap<String, String> existing(List<SortedMap<String, String>> rules, int at)
      throws NodeFailure {
    if (at >= rules.size()) {
      throw new NodeFailure(EXIT, "no rule at position " + at + "\n");
    }
    return rules.get(at);
  }

  private static void refuseModified(Map<String, String> parameters, String digest)
      throws NodeFailure {
    String given = parameters.getOrDefault("digest", digest);
    if (!given.equals(digest)) {
      throw PctSet.modified();
    }
  }

  private static Json.Obj shown(SortedMap<String, String> rule, String digest) {
    var shown = new TreeMap<String, Object>();
    rule.forEach((key, value) -> shown.put(key, number(key, value)));
    shown.put("digest", digest);
    return ContainerJson.object(shown);
  }

  private static Object number(String key, String value) {
    boolean number =
        List.of("dhcp", "enable", "ipfilter", "ipversion", "macfilter", "ndp", "radv").contains(key)
            && value.matches("\\d+");
    return number ? Long.valueOf(value) : value;
  }

  /** SHA-1 over names and values, not over the file; checked against the recorded ones. */
  private static String digest(List<SortedMap<String, String>> entries) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      for (SortedMap<String, String> entry : entries) {
        entry.forEach(
            (key, value) ->
                sha.update((key + ":" + value + "\n").getBytes(StandardCharsets.UTF_8)));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
