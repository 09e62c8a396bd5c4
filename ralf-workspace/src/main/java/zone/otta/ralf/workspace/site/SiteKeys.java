package zone.otta.ralf.workspace.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.SecretRules;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.site.TemplateSource;

/** The keys of {@code ralf.yaml}. */
final class SiteKeys {
  private static final List<String> KNOWN =
      List.of(
          "network",
          "gateway",
          "resolver",
          "bridge",
          "zone",
          "ctid_rule",
          "template_storage",
          "rootfs_storage",
          "template",
          "lab",
          "proxmox",
          "dns",
          "secrets",
          "vaultwarden",
          "outside_probe");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");
  private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9_.+-]{0,100}");
  private static final Pattern ALLOWED = Pattern.compile("(?:env|file|vaultwarden):[!-~]{1,200}");
  private static final Text ADDRESS = Text.of("an IPv4 address", "eine IPv4-Adresse");
  private static final Text WORD =
      Text.of(
          "a name of letters, digits, `-`, `_`, `.`",
          "ein Name aus Buchstaben, Ziffern, `-`, `_`, `.`");
  private static final Text REFERENCE =
      Text.of(
          "a reference: `env:NAME`, `file:path` or `vaultwarden://item`",
          "eine Referenz: `env:NAME`, `file:pfad` oder `vaultwarden://eintrag`");

  private final YamlKeys keys;
  private final Path folder;
  private final SiteRemarks remarks;
  private final List<String> defaulted = new ArrayList<>();

  SiteKeys(Yaml.Mapping mapping, Path folder, SiteRemarks remarks) {
    this.keys = new YamlKeys(mapping, SiteRemarks.SITE, remarks, KNOWN);
    this.folder = folder;
    this.remarks = remarks;
  }

  Site site() {
    boolean lab = keys.get("lab", Text.same("true, false"), SiteKeys::truth).orElse(false);
    Ipv4Network network =
        value(
            "network",
            Text.of("a network, `10.10.0.0/16`", "ein Netz, `10.10.0.0/16`"),
            Ipv4Network::parse,
            Site.DEFAULT.network());
    Ipv4Address gateway = value("gateway", ADDRESS, Ipv4Address::parse, Site.DEFAULT.gateway());
    if (!network.contains(gateway)) {
      remarks.outsideNetwork(keys.path(keys.has("gateway") ? "gateway" : "network"));
    }
    Ipv4Address resolver = value("resolver", ADDRESS, Ipv4Address::parse, gateway);
    var endpoints = new EndpointKeys(keys, network, folder, remarks, lab, resolver);
    Optional<TemplateSource> source = source();
    return new Site(
        network,
        gateway,
        resolver,
        value("bridge", WORD, matching(NAME), Site.DEFAULT.bridge()),
        value("zone", Text.of("a DNS zone", "eine DNS-Zone"), DnsName::parse, Site.DEFAULT.zone()),
        value(
            "ctid_rule",
            Text.same("`x*1000+y`, `x*100+y`"),
            CtidRule::parse,
            Site.DEFAULT.ctidRule()),
        value("template_storage", WORD, matching(NAME), Site.DEFAULT.templateStorage()),
        value("rootfs_storage", WORD, matching(NAME), Site.DEFAULT.rootfsStorage()),
        source.map(TemplateSource::file).orElseGet(this::template),
        source,
        endpoints.proxmox(),
        endpoints.dns(),
        endpoints.outside(),
        keys.part("secrets").map(this::secrets).orElse(SecretRules.DEFAULT),
        endpoints.vaultwarden(),
        lab,
        defaulted);
  }

  private String template() {
    return keys.isPart("template")
        ? Site.DEFAULT.template()
        : value(
            "template",
            Text.of("the start of a template's name", "der Anfang eines Vorlagennamens"),
            matching(TEMPLATE),
            Site.DEFAULT.template());
  }

  /** A template of one's own: where it comes from. */
  private Optional<TemplateSource> source() {
    if (!keys.isPart("template")) {
      return Optional.empty();
    }
    var part =
        new YamlKeys(
            keys.part("template").orElseThrow(),
            keys.path("template"),
            remarks,
            List.of("url", "checksum"));
    Optional<String> url =
        part.require(
            "url",
            Text.of(
                "http(s), without user and query, to a file `NAME.tar.zst`, `.tar.xz`, `.tar.gz` or `.tar.bz2`",
                "http(s), ohne Benutzer und Abfrage, auf eine Datei `NAME.tar.zst`, `.tar.xz`, `.tar.gz` oder `.tar.bz2`"),
            t -> Optional.of(t).filter(TemplateSource::isUrl));
    Optional<String> checksum =
        part.require(
            "checksum",
            Text.of(
                "`sha256:` with 64 or `sha512:` with 128 lower-case hexadecimal digits",
                "`sha256:` mit 64 oder `sha512:` mit 128 kleinen Hexadezimalziffern"),
            t -> Optional.of(t).filter(TemplateSource::isChecksum));
    return url.flatMap(u -> checksum.map(c -> TemplateSource.of(u, c)));
  }

  private <T> T value(String key, Text expected, Function<String, Optional<T>> parse, T standard) {
    if (!keys.has(key)) {
      defaulted.add(key);
      return standard;
    }
    return keys.get(key, expected, parse).orElse(standard);
  }

  private SecretRules secrets(Yaml.Mapping mapping) {
    var part = new YamlKeys(mapping, keys.path("secrets"), remarks, List.of("allow", "from"));
    List<String> allow =
        part.list(
                "allow",
                Text.of("a pattern, `env:RALF_*`", "ein Muster, `env:RALF_*`"),
                matching(ALLOWED))
            .orElse(SecretRules.DEFAULT.allow());
    return new SecretRules(allow, part.part("from").map(this::from).orElse(Map.of()));
  }

  private Map<SecretReference, SecretReference> from(Yaml.Mapping mapping) {
    CardPath around = keys.path("secrets").child("from");
    var known = mapping.entries().stream().map(Yaml.Entry::key).distinct().toList();
    var part = new YamlKeys(mapping, around, remarks, known);
    var from = new HashMap<SecretReference, SecretReference>();
    for (String key : known) {
      Optional<SecretReference> name = SecretReference.parse(key);
      if (name.isEmpty()) {
        remarks.unreadable(part.path(key), "from", REFERENCE);
      }
      Optional<SecretReference> source = part.get(key, REFERENCE, SecretReference::parse);
      name.ifPresent(n -> source.ifPresent(s -> from.put(n, s)));
    }
    return from;
  }

  static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Function<String, Optional<String>> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
