package zone.otta.ralf.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;

/**
 * What holds for the whole homelab ({@code ralf.yaml}).
 *
 * @param zone the internal DNS zone
 * @param templateStorage storage that holds container templates
 * @param rootfsStorage storage for root file systems and volumes
 * @param template start of the template's name, {@code ubuntu-24.04-standard}: the newest one is
 *     taken; a card's own release wins
 * @param templateSource where that very template comes from, if not from Proxmox
 * @param proxmox empty in offline use
 * @param vault empty: references to a vault are not served
 * @param lab every adapter then refuses any target that is not loopback
 * @param defaulted the keys that the file leaves to the defaults
 */
public record Site(
    Ipv4Network network,
    Ipv4Address gateway,
    Ipv4Address resolver,
    String bridge,
    DnsName zone,
    CtidRule ctidRule,
    String templateStorage,
    String rootfsStorage,
    String template,
    Optional<TemplateSource> templateSource,
    Optional<ProxmoxEndpoint> proxmox,
    Optional<DnsEndpoint> dns,
    Optional<OutsideProbe> outside,
    SecretRules secrets,
    Optional<VaultwardenEndpoint> vault,
    boolean lab,
    List<String> defaulted) {
  public static final List<Category> CATEGORIES =
      List.of(
          new Category(0, Text.of("core", "Kern")),
          new Category(10, Text.of("network", "Netz")),
          new Category(20, Text.of("databases", "Datenbanken")),
          new Category(30, Text.of("backup and security", "Sicherung und Sicherheit")),
          new Category(40, Text.of("web", "Web")),
          new Category(50, Text.of("directory", "Verzeichnisdienst")),
          new Category(60, Text.of("media", "Medien")),
          new Category(70, Text.of("documents", "Dokumente")),
          new Category(80, Text.of("monitoring", "Überwachung")),
          new Category(90, Text.of("AI", "KI")),
          new Category(100, Text.of("automation", "Automatisierung")),
          new Category(110, Text.of("downloads", "Downloads")),
          new Category(200, Text.of("special", "Sonderfälle")));

  public static final Site DEFAULT =
      new Site(
          Ipv4Network.of("10.10.0.0/16"),
          Ipv4Address.of("10.10.0.1"),
          Ipv4Address.of("10.10.0.1"),
          "vmbr0",
          new DnsName("otta.zone"),
          CtidRule.X1000Y,
          "local",
          "local-lvm",
          "ubuntu-24.04-standard",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          SecretRules.DEFAULT,
          Optional.empty(),
          false,
          List.of(
              "network",
              "gateway",
              "resolver",
              "bridge",
              "zone",
              "ctid_rule",
              "template_storage",
              "rootfs_storage",
              "template"));

  public Site {
    Objects.requireNonNull(network);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(resolver);
    Objects.requireNonNull(zone);
    Objects.requireNonNull(ctidRule);
    Objects.requireNonNull(templateSource);
    Objects.requireNonNull(secrets);
    Objects.requireNonNull(vault);
    defaulted = List.copyOf(defaulted);
  }

  /** The secrets that RALF itself needs to get in; those of services are named by their cards. */
  public List<SecretReference> references() {
    var references = new ArrayList<SecretReference>();
    proxmox.flatMap(ProxmoxEndpoint::api).ifPresent(api -> references.add(api.login().secret()));
    dns.ifPresent(d -> references.addAll(d.secrets()));
    if (vault.map(VaultwardenEndpoint::login).orElse(null)
        instanceof VaultwardenEndpoint.Login.ApiKey key) {
      references.add(key.secret());
    }
    return references;
  }

  public static Optional<Category> category(int octet) {
    return CATEGORIES.stream().filter(c -> c.octet() == octet).findFirst();
  }
}
