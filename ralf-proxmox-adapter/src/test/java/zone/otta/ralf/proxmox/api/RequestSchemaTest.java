package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.proxmox.container.ContainerOptions;
import zone.otta.ralf.proxmox.container.FirewallView;
import zone.otta.ralf.site.TemplateSource;

/** Every request the adapter can send, against Proxmox VE's own schemas of both versions. */
final class RequestSchemaTest {
  private static final ApiRequests REQUESTS = new ApiRequests("pve1");

  /** One for each method of {@link ApiRequests}, with everything that can stand in it. */
  private static Map<String, ApiRequest> requests() {
    Facts.Container made = ApiStage.container();
    var create = new LinkedHashMap<String, String>();
    create.put("vmid", "20010");
    create.put("ostemplate", "local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst");
    create.put("pool", "ralf");
    create.putAll(ContainerOptions.create(made, Optional.of(ApiStage.MARK)));
    create.put("ssh-public-keys", "ssh-ed25519 AAAA ralf@example\n");
    var template = new Facts.Template("local", "ubuntu-24.04-standard_24.04-2_amd64.tar.zst");
    String digest = "91f93be31c8ead1d04981105c68f7f660a76ecd8";
    Upid upid = Upid.parse(ApiStage.UPID).orElseThrow();
    var snapshot = new Facts.Snapshot(made.ctid(), new SnapshotName("before-it"));
    var all = new LinkedHashMap<String, ApiRequest>();
    all.put("ticket", ApiRequests.ticket("ralf@pve", "a b=c&d"));
    all.put("version", REQUESTS.version());
    all.put("nodes", REQUESTS.nodes());
    all.put("permissions", REQUESTS.permissions());
    all.put("guests", REQUESTS.guests());
    all.put("nextId", REQUESTS.nextId(made.ctid()));
    all.put("containers", REQUESTS.containers());
    all.put("storages", REQUESTS.storages());
    all.put("templates", REQUESTS.templates("local"));
    all.put("appliances", REQUESTS.appliances());
    all.put("bridges", REQUESTS.bridges());
    all.put("pending", REQUESTS.pending(made.ctid()));
    all.put("status", REQUESTS.status(made.ctid()));
    all.put("snapshots", REQUESTS.snapshots(made.ctid()));
    all.put("runningTasks", REQUESTS.runningTasks(made.ctid()));
    all.put("create", REQUESTS.create(create));
    all.put("update", REQUESTS.update(made.ctid(), everythingChanged(made), digest));
    all.put("resize", REQUESTS.resize(made.ctid(), "16384M", digest));
    all.put("start", REQUESTS.start(made.ctid()));
    all.put("reboot", REQUESTS.reboot(made.ctid()));
    all.put("shutdown", REQUESTS.shutdown(made.ctid()));
    all.put("snapshot", REQUESTS.snapshot(snapshot));
    all.put("rollBack", REQUESTS.rollBack(made.ctid(), "before-it"));
    all.put("destroy", REQUESTS.destroy(made.ctid()));
    all.put("download", REQUESTS.download(template));
    all.put(
        "downloadUrl",
        REQUESTS.downloadUrl(
            template,
            TemplateSource.of("https://h/a/" + template.file(), "sha512:" + "0a".repeat(64))));
    all.put("firewallRules", REQUESTS.firewallRules(made.ctid()));
    all.put("firewallOptions", REQUESTS.firewallOptions(made.ctid()));
    var rule = FirewallRule.accept("tcp", 5432, "10.10.0.0/16");
    all.put("addRule", REQUESTS.addRule(made.ctid(), FirewallView.parameters(rule)));
    all.put("removeRule", REQUESTS.removeRule(made.ctid(), 1, digest));
    all.put(
        "setFirewallOptions",
        REQUESTS.setFirewallOptions(
            made.ctid(), Map.of("enable", "1", "policy_in", "DROP", "digest", digest)));
    all.put("datacenterFirewall", REQUESTS.datacenterFirewall());
    all.put("taskStatus", REQUESTS.taskStatus(upid));
    all.put("taskLog", REQUESTS.taskLog(upid, 3));
    return all;
  }

  private static Map<String, String> everythingChanged(Facts.Container c) {
    var other =
        new Facts.Container(
            c.ctid(),
            new zone.otta.ralf.site.HostName("other"),
            4,
            4096,
            512,
            c.rootfsStorage(),
            c.rootfsMib(),
            true,
            false,
            "vmbr1",
            c.address(),
            c.gateway(),
            c.mac(),
            zone.otta.ralf.site.Ipv4Address.of("10.10.0.53"),
            new zone.otta.ralf.site.DnsName("example.org"),
            false,
            new java.util.TreeSet<>(java.util.Set.of("ralf")),
            "Other");
    Map<String, String> options =
        ContainerOptions.change(new Step.ChangeContainer(c, other), Optional.of(ApiStage.MARK));
    assertThat(options)
        .containsOnlyKeys(
            "hostname",
            "cores",
            "memory",
            "swap",
            "features",
            "net0",
            "nameserver",
            "searchdomain",
            "onboot",
            "tags",
            "description");
    return options;
  }

  @Test
  void the_list_is_complete() {
    List<String> methods =
        Arrays.stream(ApiRequests.class.getDeclaredMethods())
            .filter(m -> m.getReturnType().equals(ApiRequest.class))
            .filter(m -> !java.lang.reflect.Modifier.isPrivate(m.getModifiers()))
            .map(java.lang.reflect.Method::getName)
            .toList();
    assertThat(requests().keySet()).containsExactlyInAnyOrderElementsOf(methods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pve-9.2.11-api-schema-lxc.json", "pve8-api-schema-lxc.json"})
  void every_request_is_valid(String schema) throws IOException {
    JsonNode endpoints = endpoints(schema);
    var wrong = new ArrayList<String>();
    requests().forEach((name, request) -> wrong.addAll(complaints(endpoints, name, request)));
    assertThat(wrong).isEmpty();
  }

  @Test
  void wrong_requests_are_complained_about() throws IOException {
    JsonNode endpoints = endpoints("pve-9.2.11-api-schema-lxc.json");
    var wrong =
        List.of(
            new ApiRequest(ApiRequest.Method.GET, List.of("bogus"), Map.of()),
            new ApiRequest(ApiRequest.Method.DELETE, List.of("version"), Map.of()),
            REQUESTS.create(Map.of("vmid", "20010")),
            REQUESTS.update(ApiStage.CTID, Map.of("bogus", "1"), "digest"),
            REQUESTS.update(ApiStage.CTID, Map.of("memory", "2G"), "digest"),
            REQUESTS.update(ApiStage.CTID, Map.of("onboot", "yes"), "digest"));
    assertThat(wrong).allSatisfy(r -> assertThat(complaints(endpoints, "", r)).isNotEmpty());
  }

  private static JsonNode endpoints(String file) throws IOException {
    Path schema = Shared.path("protocols/" + file);
    return JsonMapper.shared().readTree(schema.toFile()).path("endpoints");
  }

  private static List<String> complaints(JsonNode endpoints, String name, ApiRequest request) {
    Optional<JsonNode> endpoint =
        endpoints
            .valueStream()
            .filter(e -> matches(e.path("path").asString(), request.path()))
            // Fixed words before variables.
            .min(
                java.util.Comparator.comparingInt(
                    e -> e.path("path").asString().split("\\{").length))
            .map(e -> e.path("info").path(request.method().name()))
            .filter(JsonNode::isObject);
    if (endpoint.isEmpty()) {
      return List.of(name + ": no such call " + request.method() + " " + request.path());
    }
    var complaints = new ArrayList<String>();
    JsonNode properties = endpoint.get().path("parameters").path("properties");
    Map<String, String> given = new LinkedHashMap<>(request.parameters());
    properties
        .properties()
        .forEach(
            p -> {
              boolean inPath = variables(endpoints, request).contains(p.getKey());
              if (p.getValue().path("optional").asInt(0) != 1
                  && !inPath
                  && !given.containsKey(p.getKey())) {
                complaints.add(name + ": lacks " + p.getKey());
              }
            });
    given.forEach(
        (key, value) ->
            schemaOf(properties, key)
                .ifPresentOrElse(
                    s ->
                        format(s, value)
                            .ifPresent(c -> complaints.add(name + "." + key + ": " + c)),
                    () -> complaints.add(name + ": does not know " + key)));
    return complaints;
  }

  private static List<String> variables(JsonNode endpoints, ApiRequest request) {
    return endpoints
        .valueStream()
        .map(e -> e.path("path").asString())
        .filter(p -> matches(p, request.path()))
        .flatMap(p -> Arrays.stream(p.split("/")))
        .filter(s -> s.startsWith("{"))
        .map(s -> s.substring(1, s.length() - 1))
        .toList();
  }

  private static boolean matches(String path, List<String> segments) {
    List<String> pattern = Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).startsWith("{") && !pattern.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@code net0} is declared as {@code net[n]}. */
  private static Optional<JsonNode> schemaOf(JsonNode properties, String key) {
    JsonNode plain = properties.path(key);
    JsonNode indexed = properties.path(key.replaceAll("\\d+$", "[n]"));
    return plain.isObject()
        ? Optional.of(plain)
        : indexed.isObject() ? Optional.of(indexed) : Optional.empty();
  }

  private static Optional<String> format(JsonNode schema, String value) {
    String type = schema.path("type").asString("string");
    if (type.equals("integer") || type.equals("number")) {
      return value.matches("-?\\d+")
          ? bounds(schema, Double.parseDouble(value))
          : Optional.of("not a number: " + value);
    }
    if (type.equals("boolean")) {
      return value.matches("[01]") ? Optional.empty() : Optional.of("not 0 or 1: " + value);
    }
    if (schema.has("enum")
        && schema.path("enum").valueStream().noneMatch(e -> e.asString().equals(value))) {
      return Optional.of("not in the enumeration: " + value);
    }
    if (schema.has("pattern") && !value.matches("(?s)" + schema.path("pattern").asString())) {
      return Optional.of("not of the pattern: " + value);
    }
    if (value.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      return Optional.of("too long");
    }
    return schema.path("format").isObject()
        ? parts(schema.path("format"), value)
        : Optional.empty();
  }

  private static Optional<String> bounds(JsonNode schema, double value) {
    return value < schema.path("minimum").asDouble(-Double.MAX_VALUE)
            || value > schema.path("maximum").asDouble(Double.MAX_VALUE)
        ? Optional.of("out of bounds: " + value)
        : Optional.empty();
  }

  /** A property string: {@code name=eth0,bridge=vmbr0}, one of its keys may go without name. */
  private static Optional<String> parts(JsonNode format, String value) {
    for (String part : value.split(",")) {
      int equals = part.indexOf('=');
      String key =
          equals > 0
              ? part.substring(0, equals)
              : format.properties().stream()
                  .filter(p -> p.getValue().path("default_key").asInt(0) == 1)
                  .map(Map.Entry::getKey)
                  .findFirst()
                  .orElse("");
      if (!format.path(key).isObject()) {
        return Optional.of("unknown part " + part);
      }
      Optional<String> wrong = format(format.path(key), part.substring(equals + 1));
      if (wrong.isPresent()) {
        return Optional.of(part + ": " + wrong.get());
      }
    }
    return Optional.empty();
  }
}
