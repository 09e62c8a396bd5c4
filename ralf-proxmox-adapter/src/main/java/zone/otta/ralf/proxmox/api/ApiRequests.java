package zone.otta.ralf.proxmox.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.proxmox.api.ApiRequest.Method;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.TemplateSource;

/** Every call this adapter can send. The schemas of 8.4 and 9.2 both accept each of them. */
final class ApiRequests {
  /** Seconds a guest gets to end by itself. */
  private static final String GRACE = "60";

  /** Of a log, in one answer. */
  static final int MOST_LINES = 500;

  private static final String FIREWALL = "firewall";
  private static final String RULES = "rules";
  private static final String OPTIONS = "options";
  private String node;

  /** Containers seen on another node of the cluster. */
  private final Map<Ctid, String> homes = new HashMap<>();

  ApiRequests(String node) {
    this.node = node;
  }

  /** From now on the node is another one. */
  void workOn(String other) {
    node = other;
  }

  /** The nodes of the cluster, with their memory where the caller may audit them. */
  ApiRequest nodes() {
    return get(List.of("nodes"), Map.of());
  }

  ApiRequest version() {
    return get(List.of("version"), Map.of());
  }

  /**
   * A log-in; the only call that holds a secret.
   *
   * @param password or a ticket that is still good
   */
  static ApiRequest ticket(String user, String password) {
    return post(List.of("access", "ticket"), ordered("username", user, "password", password));
  }

  /** The rights of the token, by path. */
  ApiRequest permissions() {
    return get(List.of("access", "permissions"), Map.of());
  }

  /** Guests of the whole cluster that the token may see; lags up to 10 s. */
  ApiRequest guests() {
    return get(List.of("cluster", "resources"), Map.of("type", "vm"));
  }

  /** Says 400 if the id is taken by anybody, whatever the token may see. */
  ApiRequest nextId(Ctid ctid) {
    return get(List.of("cluster", "nextid"), Map.of("vmid", ctid.toString()));
  }

  ApiRequest containers() {
    return get(node("lxc"), Map.of());
  }

  ApiRequest storages() {
    return get(node("storage"), Map.of());
  }

  ApiRequest templates(String storage) {
    return get(node("storage", storage, "content"), Map.of("content", "vztmpl"));
  }

  ApiRequest appliances() {
    return get(node("aplinfo"), Map.of());
  }

  ApiRequest bridges() {
    return get(node("network"), Map.of("type", "any_bridge"));
  }

  /** Running values, waiting ones and the digest in one answer. */
  ApiRequest pending(Ctid ctid) {
    return get(container(ctid, "pending"), Map.of());
  }

  ApiRequest status(Ctid ctid) {
    return get(container(ctid, "status", "current"), Map.of());
  }

  ApiRequest snapshots(Ctid ctid) {
    return get(container(ctid, "snapshot"), Map.of());
  }

  /** The token's own are always shown. */
  ApiRequest runningTasks(Ctid ctid) {
    return get(
        List.of("nodes", home(ctid), "tasks"),
        ordered("vmid", ctid.toString(), "source", "active"));
  }

  ApiRequest create(Map<String, String> parameters) {
    return new ApiRequest(Method.POST, node("lxc"), parameters);
  }

  ApiRequest update(Ctid ctid, Map<String, String> options, String digest) {
    var parameters = new LinkedHashMap<>(options);
    parameters.put("digest", digest);
    return new ApiRequest(Method.PUT, container(ctid, "config"), parameters);
  }

  ApiRequest resize(Ctid ctid, String size, String digest) {
    return new ApiRequest(
        Method.PUT,
        container(ctid, "resize"),
        ordered("disk", "rootfs", "size", size, "digest", digest));
  }

  ApiRequest firewallRules(Ctid ctid) {
    return get(container(ctid, FIREWALL, RULES), Map.of());
  }

  ApiRequest firewallOptions(Ctid ctid) {
    return get(container(ctid, FIREWALL, OPTIONS), Map.of());
  }

  /** It comes before all others. */
  ApiRequest addRule(Ctid ctid, Map<String, String> parameters) {
    return post(container(ctid, FIREWALL, RULES), parameters);
  }

  ApiRequest removeRule(Ctid ctid, int position, String digest) {
    return new ApiRequest(
        Method.DELETE,
        container(ctid, FIREWALL, RULES, Integer.toString(position)),
        digest.isEmpty() ? Map.of() : Map.of("digest", digest));
  }

  ApiRequest setFirewallOptions(Ctid ctid, Map<String, String> options) {
    return new ApiRequest(Method.PUT, container(ctid, FIREWALL, OPTIONS), options);
  }

  ApiRequest datacenterFirewall() {
    return get(List.of("cluster", FIREWALL, OPTIONS), Map.of());
  }

  ApiRequest start(Ctid ctid) {
    return post(container(ctid, "status", "start"), Map.of());
  }

  ApiRequest reboot(Ctid ctid) {
    return post(container(ctid, "status", "reboot"), Map.of("timeout", GRACE));
  }

  /** By itself within a minute, then by force. */
  ApiRequest shutdown(Ctid ctid) {
    return post(container(ctid, "status", "shutdown"), ordered("timeout", GRACE, "forceStop", "1"));
  }

  ApiRequest snapshot(Facts.Snapshot snapshot) {
    return post(
        container(snapshot.ctid(), "snapshot"), Map.of("snapname", snapshot.name().value()));
  }

  ApiRequest rollBack(Ctid ctid, String name) {
    return post(container(ctid, "snapshot", name, "rollback"), Map.of());
  }

  ApiRequest destroy(Ctid ctid) {
    return new ApiRequest(Method.DELETE, container(ctid), Map.of("purge", "1"));
  }

  ApiRequest download(Facts.Template template) {
    return post(
        node("aplinfo"), ordered("storage", template.storage(), "template", template.file()));
  }

  /** From anywhere the node reaches; the node checks the sum before it keeps the file. */
  ApiRequest downloadUrl(Facts.Template template, TemplateSource from) {
    return post(
        node("storage", template.storage(), "download-url"),
        ordered(
            "content",
            "vztmpl",
            "filename",
            template.file(),
            "url",
            from.url(),
            "checksum",
            from.checksum(),
            "checksum-algorithm",
            from.algorithm()));
  }

  ApiRequest taskStatus(Upid upid) {
    return get(List.of("nodes", upid.node(), "tasks", upid.text(), "status"), Map.of());
  }

  /** Lines from number {@code start} on, counted from 0. */
  ApiRequest taskLog(Upid upid, int start) {
    return get(
        List.of("nodes", upid.node(), "tasks", upid.text(), "log"),
        ordered("start", Integer.toString(start), "limit", Integer.toString(MOST_LINES)));
  }

  /** The node that is worked on. */
  String node() {
    return node;
  }

  /** From now on its calls go there. */
  void livesOn(Ctid ctid, String home) {
    homes.put(ctid, home);
  }

  /** The node that calls on a container go to. */
  String home(Ctid ctid) {
    return homes.getOrDefault(ctid, node);
  }

  private List<String> container(Ctid ctid, String... rest) {
    var path = new ArrayList<>(List.of("nodes", home(ctid), "lxc", ctid.toString()));
    path.addAll(List.of(rest));
    return path;
  }

  private List<String> node(String... rest) {
    var path = new ArrayList<>(List.of("nodes", node));
    path.addAll(List.of(rest));
    return path;
  }

  private static Map<String, String> ordered(String... pairs) {
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }

  private static ApiRequest get(List<String> path, Map<String, String> parameters) {
    return new ApiRequest(Method.GET, path, parameters);
  }

  private static ApiRequest post(List<String> path, Map<String, String> parameters) {
    return new ApiRequest(Method.POST, path, parameters);
  }
}
