package zone.otta.ralf.lab.node;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule's parameters, judged with Proxmox's words. */
final class FirewallRule {
  private static final List<String> NOT_OF_THE_RULE = List.of("digest", "moveto", "pos");
  private static final List<String> ACTIONS = List.of("ACCEPT", "DROP", "REJECT");
  private static final Pattern NETWORK = Pattern.compile("[\\d.]+/(\\d+)");

  private FirewallRule() {}

  static SortedMap<String, String> of(Map<String, String> parameters) throws NodeFailure {
    var errors = new TreeMap<String, String>();
    String action = parameters.getOrDefault("action", "");
    boolean group = parameters.getOrDefault("type", "").equals("group");
    for (String required : List.of("action", "type")) {
      if (!parameters.containsKey(required)) {
        errors.put(required, "property is missing and it is not optional");
      }
    }
    if (!action.isEmpty() && !group && !ACTIONS.contains(action)) {
      errors.put("action", "unknown action '" + action + "'");
    }
    for (String port : List.of("dport", "sport")) {
      if (parameters.containsKey(port) && !parameters.containsKey("proto")) {
        errors.put("proto", "missing property - '" + port + "' requires this property");
      }
    }
    for (String side : List.of("source", "dest")) {
      Matcher network = NETWORK.matcher(parameters.getOrDefault(side, ""));
      if (network.matches() && Integer.parseInt(network.group(1)) > 32) {
        errors.put(
            side,
            "invalid format - invalid IP address: Prefix length "
                + network.group(1)
                + " is longer than IP address (32)\n");
      }
    }
    if (!errors.isEmpty()) {
      throw NodeFailure.parameters(errors, "");
    }
    var rule = new TreeMap<>(parameters);
    rule.keySet().removeAll(NOT_OF_THE_RULE);
    rule.putIfAbsent("enable", "0");
    rule.remove("ipversion");
    if (rule.containsKey("source") || rule.containsKey("dest")) {
      rule.put(
          "ipversion",
          rule.getOrDefault("source", rule.getOrDefault("dest", "")).contains(":") ? "6" : "4");
    }
    return rule;
  }
}
