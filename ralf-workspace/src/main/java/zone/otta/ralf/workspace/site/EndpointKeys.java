package zone.otta.ralf.workspace.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsEndpoint.Server;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.VaultwardenEndpoint;

/** The parts of {@code ralf.yaml} that name hosts. In a lab each must be loopback. */
final class EndpointKeys {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|::1");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern ALGORITHM = Pattern.compile("hmac-(?:sha(?:1|224|256|384|512)|md5)");
  private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");
  private static final Text HOST_TEXT =
      Text.of("an address or a host name", "eine Adresse oder ein Hostname");
  private static final Text USER_TEXT = Text.of("a user name", "ein Benutzername");
  private static final Text PORT_TEXT = Text.same("1..65535");
  private static final Text FILE_TEXT =
      Text.of(
          "a path, absolute or from the workspace folder (`~` is not expanded)",
          "ein Pfad, absolut oder ab dem Arbeitsordner (`~` wird nicht ersetzt)");

  private final YamlKeys site;
  private final Ipv4Network network;
  private final Path folder;
  private final SiteRemarks remarks;
  private final boolean lab;
  private final Ipv4Address resolver;

  EndpointKeys(
      YamlKeys site,
      Ipv4Network network,
      Path folder,
      SiteRemarks remarks,
      boolean lab,
      Ipv4Address resolver) {
    this.site = site;
    this.network = network;
    this.folder = folder;
    this.remarks = remarks;
    this.lab = lab;
    this.resolver = resolver;
  }

  Optional<ProxmoxEndpoint> proxmox() {
    return site.part("proxmox")
        .flatMap(m -> new ProxmoxKeys(m, site.path("proxmox"), remarks, this).endpoint());
  }

  Optional<VaultwardenEndpoint> vaultwarden() {
    return site.part("vaultwarden")
        .flatMap(m -> new VaultwardenKeys(m, site.path("vaultwarden"), remarks, this).endpoint());
  }

  Optional<OutsideProbe> outside() {
    return part("outside_probe", "host", "port", "user", "key_file").flatMap(this::outside);
  }

  private Optional<OutsideProbe> outside(YamlKeys keys) {
    int port = port(keys, "port", 22);
    String user = user(keys);
    Optional<String> keyFile = keyFile(keys);
    return host(keys, "host").map(h -> new OutsideProbe(h, port, user, keyFile));
  }

  Optional<DnsEndpoint> dns() {
    return part(
            "dns",
            "adapter",
            "server",
            "port",
            "key_name",
            "algorithm",
            "key_secret",
            "reverse_zone",
            "ttl",
            "resolver_host",
            "resolver_port")
        .flatMap(this::dns);
  }

  private Optional<DnsEndpoint> dns(YamlKeys keys) {
    Optional<String> adapter =
        keys.require(
            "adapter",
            Text.same("`rfc2136`, `manual`"),
            SiteKeys.matching(Pattern.compile("rfc2136|manual")));
    Server asked = resolver(keys);
    int ttl = keys.get("ttl", Text.same("1..86400"), number(86_400)).orElse(300);
    return adapter.flatMap(
        a ->
            a.equals("manual")
                ? Optional.of(new DnsEndpoint.Manual(asked, ttl))
                : rfc2136(keys, asked, ttl));
  }

  private Server resolver(YamlKeys keys) {
    int port = port(keys, "resolver_port", 53);
    if (keys.has("resolver_host")) {
      return new Server(host(keys, "resolver_host").orElse(resolver.toString()), port);
    }
    loopback(resolver.toString(), site.has("resolver") ? site : keys, "resolver");
    return new Server(resolver.toString(), port);
  }

  private Optional<DnsEndpoint> rfc2136(YamlKeys keys, Server asked, int ttl) {
    Optional<String> server = host(keys, "server");
    int port = port(keys, "port", 53);
    Optional<String> name =
        keys.require(
                "key_name",
                Text.of("the name of the TSIG key", "der Name des TSIG-Schlüssels"),
                SiteKeys.matching(KEY_NAME))
            .map(n -> n.endsWith(".") ? n : n + ".");
    Optional<SecretReference> secret =
        keys.require(
            "key_secret",
            Text.of("a reference, `env:RALF_TSIG_KEY`", "eine Referenz, `env:RALF_TSIG_KEY`"),
            SecretReference::parse);
    String algorithm =
        keys.get("algorithm", Text.same("`hmac-sha256`"), SiteKeys.matching(ALGORITHM))
            .orElse("hmac-sha256");
    Optional<String> reverse =
        keys.get(
            "reverse_zone",
            Text.same("`10.10.in-addr.arpa`"),
            t -> DnsName.parse(t.replaceFirst("\\.$", "")).map(DnsName::name));
    return server.flatMap(
        host ->
            name.flatMap(
                n ->
                    secret.map(
                        s ->
                            new DnsEndpoint.Rfc2136(
                                new Server(host, port), n, algorithm, s, reverse, ttl, asked))));
  }

  private Optional<YamlKeys> part(String key, String... known) {
    return site.part(key).map(m -> new YamlKeys(m, site.path(key), remarks, List.of(known)));
  }

  Optional<String> host(YamlKeys keys, String key) {
    Optional<String> host = keys.require(key, HOST_TEXT, SiteKeys.matching(HOST));
    host.ifPresent(h -> loopback(h, keys, key));
    return host;
  }

  /** Where the containers are reached from here; in a lab that is nowhere but loopback. */
  Optional<Ipv4Network> reachedAt(YamlKeys keys, boolean needed) {
    Optional<Ipv4Network> at =
        keys.get(
            "reached_at",
            Text.of("a network of the size of " + network, "ein Netz von der Größe von " + network),
            t -> Ipv4Network.parse(t).filter(n -> n.prefix() == network.prefix()));
    boolean here = at.orElse(network).base().isLoopback();
    if (lab && !here && (needed || at.isPresent())) {
      remarks.notLoopback(at.isPresent() ? keys.path("reached_at") : site.path("proxmox"));
    }
    return at;
  }

  void loopback(String host, YamlKeys keys, String key) {
    boolean here =
        host.equals("localhost")
            || host.equals("::1")
            || Ipv4Address.parse(host).filter(Ipv4Address::isLoopback).isPresent();
    if (lab && !here) {
      remarks.notLoopback(keys.path(key));
    }
  }

  static String user(YamlKeys keys) {
    return keys.get("user", USER_TEXT, SiteKeys.matching(USER)).orElse("root");
  }

  static int port(YamlKeys keys, String key, int standard) {
    return keys.get(key, PORT_TEXT, number(65_535)).orElse(standard);
  }

  private static Function<String, Optional<Integer>> number(int most) {
    return text ->
        text.matches("\\d{1,9}")
            ? Optional.of(Integer.parseInt(text)).filter(n -> n >= 1 && n <= most)
            : Optional.empty();
  }

  Optional<String> keyFile(YamlKeys keys) {
    return file(keys, "key_file");
  }

  Optional<String> file(YamlKeys keys, String key) {
    return keys.get(key, FILE_TEXT, this::path);
  }

  private Optional<String> path(String text) {
    return text.startsWith("~") || text.chars().anyMatch(c -> c < 0x20)
        ? Optional.empty()
        : Optional.of(folder.resolve(text).normalize().toString());
  }
}
