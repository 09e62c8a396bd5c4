package zone.otta.ralf.workspace.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.VaultwardenEndpoint;

/** The parts of {@code ralf.yaml} that name hosts. In a lab each must be loopback. */
final class EndpointKeys {
  static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|::1");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  static final Pattern FINGERPRINT =
      Pattern.compile("(?:SHA256:)?(?:[0-9A-F]{2}:?){31}[0-9A-F]{2}", Pattern.CASE_INSENSITIVE);
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
    return site.part("dns")
        .flatMap(m -> new DnsKeys(m, site.path("dns"), remarks, this).endpoint());
  }

  /** The site's own resolver, of which it was said that it is on loopback, or that it need not. */
  String resolver(YamlKeys keys) {
    loopback(resolver.toString(), site.has("resolver") ? site : keys, "resolver");
    return resolver.toString();
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

  static Function<String, Optional<Integer>> number(int most) {
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
