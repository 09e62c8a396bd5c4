package zone.otta.ralf.proxmox.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.site.Ctid;

/**
 * A container's firewall as Proxmox VE shows it, by the API or by {@code pvesh}: rules from the
 * first on, and options (proxmox.md section 10). RALF's own rules are known by their comment.
 */
public final class FirewallView {
  /** The comment of every rule that RALF makes. */
  public static final String COMMENT = "ralf";

  private static final List<String> RESTRICTIONS =
      List.of("dest", "icmp-type", "iface", "log", "macro", "sport");

  /** A rule of ours where it stands. */
  private record Placed(int position, FirewallRule rule) {}

  private final List<Placed> ours = new ArrayList<>();
  private final JsonNode rules;
  private final JsonNode options;

  private FirewallView(JsonNode rules, JsonNode options) {
    this.rules = rules;
    this.options = options;
  }

  /** Empty if the answers have another form. */
  public static Optional<FirewallView> of(JsonNode rules, JsonNode options) {
    if (!rules.isArray() || !options.isObject()) {
      return Optional.empty();
    }
    var view = new FirewallView(rules, options);
    int position = 0;
    for (JsonNode rule : rules) {
      if (rule.path("comment").asString("").strip().equals(COMMENT)) {
        view.ours.add(new Placed(rule.path("pos").asInt(position), rule(rule)));
      }
      position++;
    }
    return Optional.of(view);
  }

  private static FirewallRule rule(JsonNode rule) {
    boolean restricted = RESTRICTIONS.stream().anyMatch(rule::has);
    String type = rule.path("type").asString("");
    String action = rule.path("action").asString("");
    return new FirewallRule(
        type.equals("in") && !restricted ? action : type + " " + action + " restricted",
        rule.path("proto").asString(""),
        rule.path("dport").asString(""),
        rule.path("source").asString(""),
        rule.path("enable").asInt(0) == 1);
  }

  /**
   * What is there.
   *
   * @param onInterface whether the container's interface goes through the firewall
   */
  public Facts.Firewall facts(Ctid ctid, boolean onInterface) {
    return new Facts.Firewall(
        ctid,
        ours.stream().map(Placed::rule).toList(),
        enabled(),
        options.path("policy_in").asString(""),
        onInterface);
  }

  private boolean enabled() {
    return options.path("enable").asInt(0) == 1;
  }

  /** Where a rule of ours stands that is not wanted, or stands there once more. */
  public Optional<Integer> stale(Facts.Firewall wanted) {
    var left = new ArrayList<>(wanted.rules());
    return ours.stream()
        .filter(placed -> !left.remove(placed.rule()))
        .map(Placed::position)
        .findFirst();
  }

  /** The wanted rules that are not there. */
  public List<FirewallRule> missing(Facts.Firewall wanted) {
    var missing = new ArrayList<>(wanted.rules());
    ours.forEach(placed -> missing.remove(placed.rule()));
    return missing;
  }

  /** Of the rules, against a change in between; empty where there are none. */
  public Optional<String> rulesDigest() {
    return Optional.of(rules.path(0).path("digest").asString("")).filter(d -> !d.isEmpty());
  }

  /** The options to set; empty if they are as wanted. */
  public Map<String, String> options(Facts.Firewall wanted) {
    var set = new LinkedHashMap<String, String>();
    if (wanted.enabled() != enabled()) {
      set.put("enable", wanted.enabled() ? "1" : "0");
    }
    if (!options.path("policy_in").asString("").equals(wanted.policyIn())) {
      set.put("policy_in", wanted.policyIn());
    }
    if (!set.isEmpty() && options.has("digest")) {
      set.put("digest", options.path("digest").asString(""));
    }
    return set;
  }

  /** A rule's parameters; without {@code enable} it would be stored idle. */
  public static Map<String, String> parameters(FirewallRule rule) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("type", "in");
    parameters.put("action", rule.action());
    parameters.put("proto", rule.protocol());
    parameters.put("dport", rule.port());
    if (!rule.source().isEmpty()) {
      parameters.put("source", rule.source());
    }
    parameters.put("enable", rule.enabled() ? "1" : "0");
    parameters.put("comment", COMMENT);
    return parameters;
  }
}
