package zone.otta.ralf.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.diagnostics.Severity.BLOCKER;
import static zone.otta.ralf.diagnostics.Severity.HINWEIS;
import static zone.otta.ralf.diagnostics.Severity.WARNUNG;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.CardSketch;
import zone.otta.ralf.card.Dependency;
import zone.otta.ralf.card.EmbeddedStatus;
import zone.otta.ralf.card.Exposure;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.Platform;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.site.CtidRule;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Site;

/**
 * Every policy with cards that keep it and cards that break it; a row says which, and how badly.
 */
class EveryRuleTest {
  private static final Site SITE = Site.DEFAULT;
  private static final Site HUNDREDS =
      new Site(
          SITE.network(),
          SITE.gateway(),
          SITE.resolver(),
          SITE.bridge(),
          SITE.zone(),
          CtidRule.X100Y,
          SITE.templateStorage(),
          SITE.rootfsStorage(),
          SITE.template(),
          SITE.templateSource(),
          SITE.proxmox(),
          SITE.dns(),
          SITE.outside(),
          SITE.secrets(),
          SITE.vault(),
          SITE.lab(),
          SITE.defaulted());

  /**
   * @param expected severities of the findings with this code, in order
   */
  record Row(
      String code, List<Severity> expected, String what, Site site, Consumer<CardSketch> change) {
    @Override
    public String toString() {
      return code + (expected.isEmpty() ? " keeps: " : " " + expected + ": ") + what;
    }
  }

  private static Row keeps(String code, String what, Consumer<CardSketch> change) {
    return new Row(code, List.of(), what, SITE, change);
  }

  private static Row breaks(
      String code, Severity severity, String what, Consumer<CardSketch> change) {
    return new Row(code, List.of(severity), what, SITE, change);
  }

  static Stream<Row> rows() {
    return Stream.of(platform(), sizes(), addresses(), names(), exposure(), postgresql(), rest())
        .flatMap(List::stream);
  }

  private static List<Row> platform() {
    return List.of(
        keeps("P001", "LXC", c -> {}),
        keeps("P001", "nothing said", c -> c.platform = c.modelPlatform = null),
        breaks("P001", BLOCKER, "a VM without a reason", c -> c.platform = Platform.VM),
        breaks(
            "P001",
            HINWEIS,
            "a VM with a reason",
            c -> {
              c.platform = Platform.VM;
              c.reasons.add("needs a kernel of its own");
            }),
        breaks("P001", WARNUNG, "two platforms", c -> c.modelPlatform = Platform.VM),
        keeps("P007", "Ubuntu 24.04", c -> {}),
        keeps("P007", "Debian 12", c -> c.release = "Debian 12"),
        breaks("P007", BLOCKER, "Ubuntu 25.10", c -> c.release = "Ubuntu 25.10"),
        breaks("P007", BLOCKER, "an odd year's April", c -> c.release = "Ubuntu 23.04"),
        breaks("P007", WARNUNG, "no release", c -> c.release = null),
        keeps("P008", "unprivileged", c -> c.model = "unprivileged LXC, Ubuntu 24.04"),
        keeps("P008", "denied in words", c -> c.notes.add("kein privilegierter Container")),
        breaks("P008", BLOCKER, "in the model", c -> c.model = "privileged LXC, Ubuntu 24.04"),
        breaks("P008", BLOCKER, "in a note", c -> c.notes.add("Container privilegiert")));
  }

  private static List<Row> sizes() {
    return List.of(
        keeps("P002", "1 core", c -> c.cpu = 1),
        keeps("P002", "not said", c -> c.cpu = null),
        breaks("P002", BLOCKER, "3 cores", c -> c.cpu = 3),
        breaks("P002", BLOCKER, "no core", c -> c.cpu = 0),
        keeps("P003", "512 MB", c -> c.ram = 512L),
        breaks("P003", BLOCKER, "3000 MB", c -> c.ram = 3000L),
        breaks("P003", BLOCKER, "0 is no size", c -> c.ram = 0L),
        keeps("P004", "64 GB", c -> c.rootfs = 65536L),
        breaks("P004", BLOCKER, "20 GB", c -> c.rootfs = 20480L),
        keeps("P005", "none", c -> {}),
        keeps("P005", "128 GB", c -> c.volumes.add(131072L)),
        breaks("P005", BLOCKER, "the second of two", c -> c.volumes.addAll(List.of(1024L, 1000L))),
        keeps("P006", "0", c -> c.swap = 0L),
        keeps("P006", "512 MB", c -> c.swap = 512L),
        breaks("P006", BLOCKER, "300 MB", c -> c.swap = 300L));
  }

  private static List<Row> addresses() {
    return List.of(
        keeps("P009", "10.10.20.10/16", c -> {}),
        keeps("P009", "left open", c -> c.address = null),
        breaks("P009", BLOCKER, "of another network", c -> c.address = "192.168.1.10/16"),
        breaks("P009", BLOCKER, "another prefix", c -> c.address = "10.10.20.10/24"),
        breaks("P009", BLOCKER, "the network itself", c -> c.address = "10.10.0.0/16"),
        breaks("P009", BLOCKER, "the broadcast address", c -> c.address = "10.10.255.255/16"),
        breaks("P009", BLOCKER, "the gateway", c -> c.address = "10.10.0.1/16"),
        keeps("P010", "the site's", c -> {}),
        keeps("P010", "not said", c -> c.gateway = null),
        breaks("P010", BLOCKER, "another", c -> c.gateway = "10.10.0.254"),
        keeps("P011", "no", c -> c.dhcp = false),
        breaks("P011", BLOCKER, "yes", c -> c.dhcp = true),
        keeps("P012", "20010 of 10.10.20.10", c -> {}),
        keeps("P012", "left open", c -> c.ctid = null),
        breaks("P012", BLOCKER, "another number", c -> c.ctid = 20011L),
        breaks("P012", BLOCKER, "below 100", c -> c.ctid = 99L),
        breaks("P012", BLOCKER, "above 999999999", c -> c.ctid = 1_000_000_000L),
        keeps("P013", "the site's own", c -> c.ctidRule = CtidRule.X1000Y),
        breaks("P013", BLOCKER, "another than the site's", c -> c.ctidRule = CtidRule.X100Y),
        new Row("P013", List.of(BLOCKER), "a site's that gives 300 twice", HUNDREDS, c -> {}));
  }

  private static List<Row> names() {
    return List.of(
        keeps("P014", "postgres-ops", c -> {}),
        keeps("P014", "digits and a letter", c -> c.hostname = "4a"),
        breaks("P014", BLOCKER, "a number", c -> c.hostname = "4711"),
        keeps("P015", "below the zone", c -> c.dns = "db.lab.otta.zone"),
        breaks("P015", BLOCKER, "elsewhere", c -> c.dns = "postgres.example.org"),
        breaks("P015", BLOCKER, "the zone itself", c -> c.dns = "otta.zone"),
        breaks("P015", BLOCKER, "only ends like it", c -> c.dns = "notta.zone"));
  }

  private static List<Row> exposure() {
    return List.of(
        keeps("P016", "said to be internal", c -> {}),
        keeps("P016", "nothing said", c -> c.exposure = Exposure.UNSTATED),
        breaks("P016", BLOCKER, "public", c -> c.exposure = Exposure.PUBLIC),
        keeps("P017", "two ports", c -> c.ports.add("9187 10.10.0.0/16")),
        breaks("P017", BLOCKER, "one port twice", c -> c.ports.add("5432 10.10.0.0/16")),
        breaks("P017", WARNUNG, "none", c -> c.ports.clear()),
        keeps("P018", "narrower", c -> c.ports.set(0, "5432 10.10.30.0/24")),
        keeps("P018", "left to the site", c -> c.ports.set(0, "5432")),
        breaks("P018", BLOCKER, "everywhere", c -> c.ports.set(0, "5432 0.0.0.0/0")),
        breaks("P018", BLOCKER, "wider", c -> c.ports.set(0, "5432 10.0.0.0/8")),
        keeps("P019", "nothing said", c -> {}),
        keeps("P019", "off", c -> c.ufw = false),
        breaks("P019", WARNUNG, "on", c -> c.ufw = true));
  }

  private static List<Row> postgresql() {
    return List.of(
        keeps("P020", "narrower than the site", c -> {}),
        keeps("P020", "another service", CardSketchOf::gitea),
        breaks("P020", HINWEIS, "the whole site", c -> c.hba = List.of("10.10.0.0/16")),
        breaks("P020", BLOCKER, "the world", c -> c.hba = List.of("0.0.0.0/0")),
        breaks("P020", WARNUNG, "nothing said", c -> c.hba = List.of()),
        keeps("P021", "scram-sha-256 and peer", c -> c.methods.add("peer")),
        breaks("P021", BLOCKER, "md5", c -> c.methods.add("md5")),
        breaks("P021", BLOCKER, "trust", c -> c.methods = List.of("trust")),
        keeps("P022", "its own address", c -> c.listen = "10.10.20.10"),
        breaks("P022", BLOCKER, "*", c -> c.listen = "*"),
        breaks("P022", BLOCKER, "an address elsewhere", c -> c.listen = "192.168.1.1"),
        breaks("P022", HINWEIS, "nothing said", c -> c.listenBounded = false),
        keeps("P023", "TLS", c -> {}),
        breaks("P023", WARNUNG, "optional", c -> c.tlsOptional = true));
  }

  /** A card that has nothing to do with PostgreSQL. */
  private static final class CardSketchOf {
    static void gitea(CardSketch c) {
      c.service = "gitea";
      c.hba = List.of();
      c.methods = List.of();
      c.listenBounded = false;
    }
  }

  private static List<Row> rest() {
    return List.of(
        keeps("P024", "a variable of RALF's", c -> c.secrets.add("env:RALF_POSTGRES_PASSWORD")),
        keeps("P024", "a file below secrets/", c -> c.secrets.add("file:secrets/postgresql")),
        keeps("P024", "a vault entry", c -> c.secrets.add("vaultwarden://homelab/postgresql")),
        breaks("P024", BLOCKER, "any variable", c -> c.secrets.add("env:HOME")),
        breaks("P024", BLOCKER, "any file", c -> c.secrets.add("file:id_ed25519")),
        keeps("P025", "the card's own release", c -> c.dependencies.add(template("Ubuntu 24.04"))),
        breaks("P025", HINWEIS, "another", c -> c.dependencies.add(template("Debian 12"))),
        breaks("P025", HINWEIS, "another name", c -> c.dependencies.add(name("db.otta.zone"))),
        breaks("P025", HINWEIS, "odd", c -> c.dependencies.add(new Dependency.Unknown("luck"))),
        keeps("P026", "none", c -> {}),
        keeps("P026", "as computed", c -> status(c, "postgres_phase_1_service_card", "OK")),
        keeps("P026", "later phases are history", c -> status(c, "postgres_phase_5_smoke", "OK")),
        breaks("P026", WARNUNG, "stale", c -> status(c, "postgres_phase_2_placement", "BLOCKER")),
        breaks("P026", WARNUNG, "foreign", c -> status(c, "gitea_phase_1_service_card", "OK")));
  }

  private static Dependency template(String release) {
    return new Dependency.Template("", OsRelease.find(release).orElseThrow());
  }

  private static Dependency name(String name) {
    return new Dependency.NameResolution("", new DnsName(name));
  }

  private static void status(CardSketch card, String step, String result) {
    card.status.add(new EmbeddedStatus(step, result));
  }

  private static List<Finding> check(ServiceCard card, Site site) {
    return CardCheck.one(
            new CardCheck.Candidate("card.md", java.util.Optional.of(card), List.of()),
            site,
            Language.EN)
        .findings();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCardIsJudgedAsTheRowSays(Row row) {
    List<Finding> findings =
        check(CardSketch.card(row.change()), row.site()).stream()
            .filter(f -> f.code().id().equals("RALF-" + row.code()))
            .toList();
    assertThat(findings.stream().map(Finding::severity)).containsExactlyElementsOf(row.expected());
    assertThat(findings).allSatisfy(f -> assertThat(f.at()).isPresent());
    assertThat(findings).allSatisfy(EveryRuleTest::speaksBothLanguages);
  }

  private static void speaksBothLanguages(Finding finding) {
    assertThat(finding.summary().de()).isNotBlank().isNotEqualTo(finding.summary().en());
  }

  @Test
  void theSoundCardBreaksNothing() {
    assertThat(check(CardSketch.card(c -> {}), SITE)).isEmpty();
  }

  @Test
  void everyPolicyHasACardThatKeepsAndOneThatBreaksIt() {
    Set<String> codes =
        Stream.concat(
                Policies.ALL.stream().map(p -> p.code().id()), Stream.of(EmbeddedAgreement.CODE))
            .collect(Collectors.toSet());
    assertThat(codes).hasSize(26);
    assertThat(codes(true)).isEqualTo(codes);
    assertThat(codes(false)).isEqualTo(codes);
  }

  private static Set<String> codes(boolean kept) {
    return rows()
        .filter(r -> r.expected().isEmpty() == kept)
        .map(r -> "RALF-" + r.code())
        .collect(Collectors.toSet());
  }
}
