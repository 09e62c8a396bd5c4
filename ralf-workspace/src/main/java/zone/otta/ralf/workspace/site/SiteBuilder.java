package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.card.CardPath;
import zone.otta.ralf.card.SecretReference;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.SecretRules;
import zone.otta.ralf.site.Site;

/** From YAML to a site; collects what is wrong instead of stopping at the first. */
final class SiteBuilder {
  static final CardPath SITE = new CardPath("site");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final String HOST = "[A-Za-z0-9][A-Za-z0-9.-]{0,252}";
  private final YamlTree tree;
  private final List<Finding> findings = new ArrayList<>();

  SiteBuilder(YamlTree tree) {
    this.tree = tree;
  }

  static CardPath path(String key) {
    return new CardPath("site." + key);
  }

  List<Finding> findings() {
    return findings;
  }

  Optional<Site> build() {
    unknownKeys();
    Site d = Site.DEFAULT;
    Ipv4Network network = value("network", Ipv4Network::parse, "10.10.0.0/16").orElse(d.network());
    Site site =
        new Site(
            network,
            value("gateway", Ipv4Address::parse, "10.10.0.1").orElse(d.gateway()),
            value("resolver", Ipv4Address::parse, "10.10.0.1").orElse(d.resolver()),
            word("bridge", NAME).orElse(d.bridge()),
            value("zone", DnsName::parse, "otta.zone").orElse(d.zone()),
            value("ctid_rule", CtidRule::parse, "x*1000+y").orElse(d.ctidRule()),
            word("template_storage", NAME).orElse(d.templateStorage()),
            word("rootfs_storage", NAME).orElse(d.rootfsStorage()),
            word("template", NAME).orElse(d.template()),
            proxmox(),
            dns(),
            outside(),
            secrets(),
            bool("lab"),
            SiteKeys.DEFAULTED.stream().filter(k -> tree.at(k).isEmpty()).toList());
    if (site.lab()) {
      loopbackOnly(site);
    }
    boolean usable = findings.stream().noneMatch(f -> f.severity() == Severity.BLOCKER);
    return usable ? Optional.of(site) : Optional.empty();
  }

  private void unknownKeys() {
    for (String path : tree.scalars.keySet()) {
      if (SiteKeys.known(path)) {
        continue;
      }
      Finding finding =
          Finding.blocker(
                  "RALF-C101",
                  Text.of(
                      "unknown key in the site file", "unbekannter Schlüssel in der Standortdatei"))
              .at(path(path));
      findings.add(
          SiteKeys.alike(path)
              .map(
                  k ->
                      finding.help(
                          Text.of("did you mean `" + k + "`?", "gemeint ist wohl `" + k + "`?")))
              .orElse(finding.help(Text.of("see docs/ralf-yaml.md", "siehe docs/ralf-yaml.md"))));
    }
    if (!tree.duplicates.isEmpty()) {
      findings.add(
          Finding.blocker(
                  "RALF-C104",
                  Text.of(
                      "a key stands twice in the site file",
                      "ein Schlüssel steht zweimal in der Standortdatei"))
              .at(SITE));
    }
  }

  private <T> Optional<T> value(String key, Function<String, Optional<T>> parse, String example) {
    Optional<YamlTree.Scalar> scalar = tree.at(key);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = parse.apply(scalar.get().text());
    if (value.isEmpty()) {
      findings.add(
          Finding.blocker(
                  "RALF-C102",
                  Text.of(
                      "the value of `" + key + "` is not understood",
                      "der Wert von `" + key + "` ist nicht verständlich"))
              .at(path(key))
              .help(Text.of("for example `" + example + "`", "zum Beispiel `" + example + "`")));
    }
    return value;
  }

  private Optional<String> word(String key, String form) {
    return value(
        key,
        t -> t.matches(form) ? Optional.of(t) : Optional.empty(),
        key.endsWith("host") ? "10.10.0.5" : "local");
  }

  private Optional<String> file(String key) {
    return value(
        key,
        t -> t.isBlank() || t.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(t),
        "keys/id_ed25519");
  }

  private Optional<Integer> number(String key, int max) {
    return value(
        key,
        t ->
            t.matches("\\d{1,6}") && Integer.parseInt(t) >= 1 && Integer.parseInt(t) <= max
                ? Optional.of(Integer.parseInt(t))
                : Optional.empty(),
        "53");
  }

  private boolean bool(String key) {
    return value(
            key,
            t ->
                t.equals("true") || t.equals("false")
                    ? Optional.of(t.equals("true"))
                    : Optional.empty(),
            "true")
        .orElse(false);
  }

  private boolean section(String name) {
    return tree.scalars.keySet().stream().anyMatch(p -> p.startsWith(name + "."));
  }

  private <T> Optional<T> required(String key, Optional<T> value) {
    if (value.isEmpty() && tree.at(key).isEmpty()) {
      findings.add(
          Finding.blocker("RALF-C103", Text.of("`" + key + "` is missing", "`" + key + "` fehlt"))
              .at(path(key))
              .help(Text.of("see docs/ralf-yaml.md", "siehe docs/ralf-yaml.md")));
    }
    return value;
  }

  private Optional<ProxmoxEndpoint> proxmox() {
    if (!section("proxmox")) {
      return Optional.empty();
    }
    value("proxmox.adapter", t -> t.equals("pct") ? Optional.of(t) : Optional.empty(), "pct");
    Optional<String> host = required("proxmox.host", word("proxmox.host", HOST));
    int port = number("proxmox.port", 65535).orElse(22);
    String user = word("proxmox.user", NAME).orElse("root");
    String node = word("proxmox.node", NAME).orElse("pve");
    Optional<String> key = file("proxmox.key_file");
    return host.map(h -> new ProxmoxEndpoint(h, port, user, node, key));
  }

  private Optional<DnsEndpoint> dns() {
    if (!section("dns")) {
      return Optional.empty();
    }
    Optional<String> adapter =
        value(
            "dns.adapter",
            t -> t.equals("rfc2136") || t.equals("manual") ? Optional.of(t) : Optional.empty(),
            "rfc2136");
    Optional<String> server = word("dns.server", HOST);
    int port = number("dns.port", 65535).orElse(53);
    Optional<String> resolverHost = word("dns.resolver_host", HOST).or(() -> server);
    int resolverPort = number("dns.resolver_port", 65535).orElse(port);
    int ttl = number("dns.ttl", 86400).orElse(300);
    if (adapter.filter(a -> a.equals("manual")).isPresent()) {
      return required("dns.resolver_host", resolverHost)
          .map(h -> new DnsEndpoint.Manual(new DnsEndpoint.Server(h, resolverPort), ttl));
    }
    Optional<String> keyName =
        required("dns.key_name", word("dns.key_name", "[A-Za-z0-9._-]{1,253}"));
    Optional<SecretReference> secret =
        required(
            "dns.key_secret", value("dns.key_secret", SecretReference::parse, "env:RALF_DNS_TSIG"));
    Optional<String> reverse = word("dns.reverse_zone", "[0-9a-z.-]{1,253}");
    String algorithm = word("dns.algorithm", "hmac-sha(256|384|512)").orElse("hmac-sha256");
    if (required("dns.server", server).isEmpty() || keyName.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DnsEndpoint.Rfc2136(
            new DnsEndpoint.Server(server.get(), port),
            keyName.get().endsWith(".") ? keyName.get() : keyName.get() + ".",
            algorithm,
            secret.get(),
            reverse,
            ttl,
            new DnsEndpoint.Server(resolverHost.orElse(server.get()), resolverPort)));
  }

  private Optional<OutsideProbe> outside() {
    if (!section("outside_probe")) {
      return Optional.empty();
    }
    Optional<String> host = required("outside_probe.host", word("outside_probe.host", HOST));
    int port = number("outside_probe.port", 65535).orElse(22);
    String user = word("outside_probe.user", NAME).orElse("root");
    Optional<String> key = file("outside_probe.key_file");
    return host.map(h -> new OutsideProbe(h, port, user, key));
  }

  private SecretRules secrets() {
    List<String> allow = tree.list("secrets.allow").stream().map(YamlTree.Scalar::text).toList();
    Map<SecretReference, SecretReference> from = new HashMap<>();
    for (String path : tree.scalars.keySet()) {
      if (path.startsWith("secrets.from.")) {
        Optional<SecretReference> name =
            SecretReference.parse(path.substring("secrets.from.".length()));
        Optional<SecretReference> source = value(path, SecretReference::parse, "file:secrets/name");
        if (name.isPresent() && source.isPresent()) {
          from.put(name.get(), source.get());
        } else if (name.isEmpty()) {
          findings.add(
              Finding.blocker(
                      "RALF-C102",
                      Text.of("not the name of a secret", "kein Name eines Geheimnisses"))
                  .at(path(path))
                  .help(Text.same("RALF_POSTGRES_RALF_USER_PASSWORD")));
        }
      }
    }
    return new SecretRules(allow.isEmpty() ? SecretRules.DEFAULT.allow() : allow, from);
  }

  private void loopbackOnly(Site site) {
    site.proxmox().ifPresent(p -> loopback("proxmox.host", p.host()));
    site.outside().ifPresent(o -> loopback("outside_probe.host", o.host()));
    site.dns()
        .ifPresent(
            d -> {
              loopback("dns.resolver_host", d.resolver().host());
              if (d instanceof DnsEndpoint.Rfc2136 r) {
                loopback("dns.server", r.primary().host());
              }
            });
  }

  private void loopback(String key, String host) {
    if (Ipv4Address.parse(host).filter(Ipv4Address::isLoopback).isEmpty()) {
      findings.add(
          Finding.blocker(
                  "RALF-C105",
                  Text.of(
                      "`lab: true`, but `" + key + "` is not a loopback address",
                      "`lab: true`, aber `" + key + "` ist keine Loopback-Adresse"))
              .at(path(key))
              .help(
                  Text.of(
                      "remove `lab: true` for a real site, or name the lab's own address",
                      "`lab: true` für einen echten Standort entfernen oder die Adresse des Labors nennen")));
    }
  }
}
