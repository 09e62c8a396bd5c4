package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.ApiLogin;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.ProxmoxApi;
import zone.otta.ralf.site.ProxmoxEndpoint;

/** The part {@code proxmox}: by which way the node and its containers are reached. */
final class ProxmoxKeys {
  private static final String API = "api";
  private static final String SSH = "ssh";
  private static final Pattern POOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final List<String> KEYS =
      List.of(
          "adapter",
          "host",
          "port",
          "user",
          "node",
          "key_file",
          API,
          "guest",
          "tunnel",
          "reached_at",
          "firewall");
  private final YamlKeys keys;
  private final SiteRemarks remarks;
  private final EndpointKeys hosts;

  ProxmoxKeys(Yaml.Mapping mapping, CardPath path, SiteRemarks remarks, EndpointKeys hosts) {
    this.keys = new YamlKeys(mapping, path, remarks, KEYS);
    this.remarks = remarks;
    this.hosts = hosts;
  }

  Optional<ProxmoxEndpoint> endpoint() {
    boolean api = choice(keys, "adapter", "pct", API).filter(API::equals).isPresent();
    Optional<String> host = hosts.host(keys, "host");
    Optional<String> node = node(api);
    int port = EndpointKeys.port(keys, "port", 22);
    String user = EndpointKeys.user(keys);
    Optional<String> keyFile = hosts.keyFile(keys);
    Optional<ProxmoxApi> endpoint = api ? api() : noApi();
    Optional<GuestAccess> guest = guest(api);
    boolean direct = choice(keys, "tunnel", SSH, "direct").filter("direct"::equals).isPresent();
    var reachedAt = hosts.reachedAt(keys, direct || api);
    boolean firewall =
        keys.get("firewall", Text.same("true, false"), SiteKeys::truth).orElse(false);
    if (host.isEmpty() || node.isEmpty() || guest.isEmpty() || api != endpoint.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxmoxEndpoint(
            host.get(),
            port,
            user,
            node.get(),
            keyFile,
            endpoint,
            guest.get(),
            direct,
            reachedAt,
            firewall));
  }

  private Optional<String> node(boolean api) {
    Optional<String> node =
        keys.require(
            "node",
            Text.of("the node's own name", "der Name des Knotens"),
            t -> HostName.parse(t.toLowerCase(Locale.ROOT)).map(n -> t));
    if (!api && node.filter(ProxmoxEndpoint.AUTO::equals).isPresent()) {
      remarks.contradiction(
          keys.path("node"),
          Text.of("adapter is pct", "adapter ist pct"),
          Text.of(
              "pct works on the node it is on: name it, or set `adapter: api`",
              "pct arbeitet auf seinem Knoten: ihn nennen oder `adapter: api` setzen"));
      return Optional.empty();
    }
    return node;
  }

  private Optional<ProxmoxApi> noApi() {
    if (keys.has(API)) {
      remarks.contradiction(
          keys.path(API),
          Text.of("adapter is pct", "adapter ist pct"),
          Text.of("set `adapter: api`, or remove api", "`adapter: api` setzen oder api entfernen"));
    }
    return Optional.empty();
  }

  private Optional<ProxmoxApi> api() {
    for (String key : List.of("port", "user", "key_file")) {
      if (keys.has(key)) {
        remarks.contradiction(
            keys.path(key),
            Text.of("SSH to the node; adapter is api", "SSH zum Knoten; adapter ist api"),
            Text.of(
                "remove it; the port of the API is api.port, the key for containers guest.key_file",
                "entfernen; der Port der API ist api.port, der Schlüssel für Container guest.key_file"));
      }
    }
    Optional<YamlKeys> part = part(API, "port", "token", "user", "password", "ca_file", "pool");
    Optional<ApiLogin> login =
        new ApiLoginKeys(remarks)
            .login(part, part.isEmpty() ? keys.path("adapter") : keys.path(API));
    return part.flatMap(p -> login.map(l -> api(p, l)));
  }

  private ProxmoxApi api(YamlKeys part, ApiLogin login) {
    return new ProxmoxApi(
        EndpointKeys.port(part, "port", ProxmoxApi.PORT),
        login,
        hosts.file(part, "ca_file"),
        part.get(
            "pool",
            Text.of("the name of a resource pool", "der Name eines Ressourcen-Pools"),
            SiteKeys.matching(POOL)));
  }

  private Optional<GuestAccess> guest(boolean api) {
    Optional<YamlKeys> part = part("guest", "access", "user", "key_file", "port");
    Optional<String> access = part.flatMap(p -> choice(p, "access", "pct", SSH));
    if (api) {
      access.filter("pct"::equals).ifPresent(a -> noExec(part.get()));
      return ssh(part);
    }
    if (access.filter(SSH::equals).isPresent()) {
      remarks.contradiction(
          part.get().path("access"),
          Text.of("adapter is pct", "adapter ist pct"),
          Text.of(
              "pct has its own way in: remove guest, or set `adapter: api`",
              "pct hat einen eigenen Weg hinein: guest entfernen oder `adapter: api` setzen"));
    }
    part.ifPresent(this::unused);
    return Optional.of(new GuestAccess.PctExec());
  }

  private void noExec(YamlKeys part) {
    remarks.contradiction(
        part.path("access"),
        Text.of("adapter is api", "adapter ist api"),
        Text.of(
            "the API has no command in a container: `access: ssh`",
            "die API kennt keinen Befehl im Container: `access: ssh`"));
  }

  private void unused(YamlKeys part) {
    for (String key : List.of("user", "key_file", "port")) {
      if (part.has(key)) {
        remarks.contradiction(
            part.path(key),
            Text.of("pct exec uses no SSH", "pct exec benutzt kein SSH"),
            Text.of("remove it", "entfernen"));
      }
    }
  }

  private Optional<GuestAccess> ssh(Optional<YamlKeys> part) {
    Optional<String> keyFile = part.flatMap(hosts::keyFile);
    if (part.isEmpty() || !part.get().has("key_file")) {
      remarks.incomplete(
          part.isEmpty() ? keys.path("adapter") : keys.path("guest"),
          Text.of("containers are entered by SSH", "Container werden über SSH betreten"),
          Text.of(
              "name an unencrypted private key (0600): `guest: {key_file: keys/id_ed25519}`; its public half is put into new containers",
              "einen unverschlüsselten privaten Schlüssel (0600) nennen: `guest: {key_file: keys/id_ed25519}`; sein öffentlicher Teil kommt in neue Container"));
    }
    return keyFile.map(
        file ->
            new GuestAccess.Ssh(
                part.flatMap(ProxmoxKeys::root).orElse("root"),
                file,
                part.map(p -> EndpointKeys.port(p, "port", GuestAccess.Ssh.PORT))
                    .orElse(GuestAccess.Ssh.PORT)));
  }

  private static Optional<String> root(YamlKeys part) {
    return part.get(
        "user",
        Text.of("`root`: commands change the system", "`root`: Befehle ändern das System"),
        SiteKeys.matching(Pattern.compile("root")));
  }

  private Optional<YamlKeys> part(String key, String... known) {
    return keys.part(key).map(m -> new YamlKeys(m, keys.path(key), remarks, List.of(known)));
  }

  private static Optional<String> choice(YamlKeys keys, String key, String one, String other) {
    return keys.get(
        key,
        Text.same("`" + one + "`, `" + other + "`"),
        t -> t.equals(one) || t.equals(other) ? Optional.of(t) : Optional.empty());
  }
}
