package zone.otta.ralf.workspace.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.site.ApiLogin;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsEndpoint.Server;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.ProxmoxApi;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.site.TemplateSource;
import zone.otta.ralf.site.VaultwardenEndpoint;
import zone.otta.ralf.workspace.card.Span;

class SiteReaderTest {
  private static final Path FOLDER = Path.of("/lab/workspace");

  private static final String WHOLE =
      """
      # everything
      network: 192.168.7.0/24
      gateway: 192.168.7.1
      resolver: 192.168.7.2
      bridge: vmbr1
      zone: home.arpa
      ctid_rule: x*100+y
      template_storage: nfs
      rootfs_storage: zfs
      template: debian-12-standard
      proxmox:
        adapter: pct
        host: pve.home.arpa
        port: 2222
        user: ralf
        node: pve
        key_file: keys/id_ed25519
      dns:
        adapter: rfc2136
        server: 192.168.7.2
        port: 5353
        key_name: ralf
        algorithm: hmac-sha512
        key_secret: env:RALF_TSIG_KEY
        reverse_zone: 7.168.192.in-addr.arpa
        ttl: 60
        resolver_host: 192.168.7.3
        resolver_port: 54
      secrets:
        allow: ["env:RALF_*", "file:secrets/*"]
        from:
          RALF_POSTGRES_RALF_USER_PASSWORD: file:secrets/postgres
      outside_probe:
        host: probe.example.org
        user: watch
        key_file: /keys/probe
      """;

  private static ReadSite read(String text) {
    return SiteReader.read("ralf.yaml", text.getBytes(StandardCharsets.UTF_8), FOLDER);
  }

  @Test
  void wholeFileIsRead() {
    ReadSite read = read(WHOLE);
    Site site = read.site().orElseThrow();
    assertThat(read.findings()).isEmpty();
    assertThat(site.network()).isEqualTo(Ipv4Network.of("192.168.7.0/24"));
    assertThat(site.proxmox())
        .contains(
            new ProxmoxEndpoint(
                "pve.home.arpa",
                2222,
                "ralf",
                "pve",
                Optional.of("/lab/workspace/keys/id_ed25519")));
    assertThat(site.dns())
        .contains(
            new DnsEndpoint.Rfc2136(
                new Server("192.168.7.2", 5353),
                "ralf.",
                "hmac-sha512",
                SecretReference.env("RALF_TSIG_KEY"),
                Optional.of("7.168.192.in-addr.arpa"),
                60,
                List.of(new Server("192.168.7.3", 54))));
    assertThat(site.outside())
        .contains(new OutsideProbe("probe.example.org", 22, "watch", Optional.of("/keys/probe")));
    assertThat(site.secrets().from())
        .isEqualTo(
            Map.of(
                SecretReference.env("RALF_POSTGRES_RALF_USER_PASSWORD"),
                new SecretReference("file:secrets/postgres")));
    assertThat(site.defaulted()).isEmpty();
  }

  @Test
  void namesOnOpnsenseAreRead() {
    ReadSite read =
        read(
            """
            resolver: 10.10.0.1
            dns:
              adapter: opnsense
              host: firewall.home.arpa
              port: 8443
              key: env:RALF_OPNSENSE_KEY
              secret: file:secrets/opnsense
              ca_file: ca.pem
              dns_port: 5353
            """);
    assertThat(read.findings()).noneMatch(f -> f.severity() == Severity.BLOCKER);
    assertThat(read.site().orElseThrow().dns())
        .contains(
            new DnsEndpoint.Opnsense(
                new DnsEndpoint.Web(
                    "firewall.home.arpa",
                    8443,
                    Optional.of("/lab/workspace/ca.pem"),
                    Optional.empty()),
                SecretReference.env("RALF_OPNSENSE_KEY"),
                new SecretReference("file:secrets/opnsense"),
                new Server("firewall.home.arpa", 5353),
                300,
                List.of(new Server("10.10.0.1", 53))));
  }

  @Test
  void theWayThroughTheApiIsRead() {
    ReadSite read =
        read(
            """
            proxmox:
              adapter: api
              host: pve.home.arpa
              node: pve
              api:
                port: 8443
                token: file:secrets/proxmox
                ca_file: pve-root-ca.pem
                pool: ralf
              guest:
                access: ssh
                user: root
                key_file: keys/guest
                port: 2222
              tunnel: direct
              reached_at: 172.20.0.0/16
              firewall: true
            """);
    assertThat(read.findings()).extracting(f -> f.code().id()).containsExactly("RALF-C110");
    assertThat(read.site().orElseThrow().proxmox())
        .contains(
            new ProxmoxEndpoint(
                "pve.home.arpa",
                22,
                "root",
                "pve",
                Optional.empty(),
                Optional.of(
                    new ProxmoxApi(
                        8443,
                        new ApiLogin.Token(new SecretReference("file:secrets/proxmox")),
                        Optional.of("/lab/workspace/pve-root-ca.pem"),
                        Optional.of("ralf"))),
                new GuestAccess.Ssh("root", "/lab/workspace/keys/guest", 2222),
                true,
                Optional.of(Ipv4Network.of("172.20.0.0/16")),
                true));
  }

  @Test
  void templateOfOnesOwn() {
    Site site =
        read("template:\n  url: https://h/debian-12-own_1_amd64.tar.zst\n  checksum: sha256:"
                + "0".repeat(64)
                + "\n")
            .site()
            .orElseThrow();
    assertThat(site.template()).isEqualTo("debian-12-own_1_amd64.tar.zst");
    assertThat(site.templateSource())
        .contains(
            new TemplateSource(
                "https://h/debian-12-own_1_amd64.tar.zst", "sha256", "0".repeat(64)));
    assertThat(site.defaulted()).doesNotContain("template");
  }

  @Test
  void apiByLogIn() {
    ReadSite read =
        read(
            """
            proxmox:
              adapter: api
              host: pve
              node: pve
              api: {user: ralf@pve, password: env:RALF_PROXMOX_PASSWORD}
              guest: {key_file: k}
            """);
    assertThat(read.site().orElseThrow().proxmox().orElseThrow().api().orElseThrow().login())
        .isEqualTo(
            new ApiLogin.Password("ralf@pve", new SecretReference("env:RALF_PROXMOX_PASSWORD")));
  }

  @Test
  void aPasswordInTheFileIsNeverShown() {
    ReadSite read =
        read(
            "proxmox:\n  adapter: api\n  host: pve\n  node: pve\n  api: {user: root@pam, password: hunter22}\n  guest: {key_file: k}\n");
    assertThat(read.findings().toString()).doesNotContain("hunter22");
    assertThat(read.map().line(5).orElseThrow()).doesNotContain("hunter22");
  }

  @Test
  void emptyFileIsTheDefaultsAndSaysSo() {
    ReadSite read = read("");
    assertThat(read.site()).contains(Site.DEFAULT);
    assertThat(read.findings()).extracting(f -> f.code().id()).containsExactly("RALF-C110");
  }

  @Test
  void withoutFileTheDefaultsHold() {
    assertThat(SiteReader.defaults().site()).contains(Site.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "netwrok: 10.10.0.0/16|RALF-C102|1|1|8",
        "lab: maybe|RALF-C104|1|6|11",
        "network: 10.10.0.1/16|RALF-C104|1|10|22",
        "zone: 'a_b'|RALF-C104|1|7|12",
        "gateway: 10.9.0.1|RALF-C107|1|10|18",
        "bridge: vmbr0\\nbridge: vmbr1|RALF-C103|2|1|7",
        "bridge: [vmbr0]|RALF-C104|1|9|10",
        "- a|RALF-C101|1|1|2",
        "a: &x b\\nc: *x|RALF-C101|2|4|5",
        "bridge: vmbr0\\n---\\nzone: a.b|RALF-C101|3|1|2",
        "proxmox:\\n  host: pve|RALF-C105|1|1|8",
        "proxmox:\\n  host: pve\\n  node: pve\\n  prot: 22|RALF-C102|4|3|7",
        "proxmox:\\n  host: pve\\n  node: pve\\n  port: 70000|RALF-C104|4|9|14",
        "proxmox:\\n  host: pve\\n  node: pve\\n  key_file: ~/.ssh/id|RALF-C104|4|13|22",
        "lab: true\\nresolver: 127.0.0.1\\nproxmox:\\n  host: 10.10.0.2\\n  node: pve|RALF-C106|4|9|18",
        "lab: true\\nresolver: 10.10.0.1\\ndns:\\n  adapter: manual|RALF-C106|2|11|20",
        "lab: true\\noutside_probe:\\n  host: example.org|RALF-C106|3|9|20",
        "proxmox:\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T}|RALF-C108|4|3|6",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  port: 22\\n  api: {token: env:RALF_T}\\n  guest: {key_file: k}|RALF-C108|5|9|11",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T}\\n  guest: {access: pct, key_file: k}|RALF-C108|6|19|22",
        "proxmox:\\n  host: pve\\n  node: pve\\n  guest: {access: ssh}|RALF-C108|4|19|22",
        "proxmox:\\n  host: pve\\n  node: pve\\n  guest: {port: 22}|RALF-C108|4|17|19",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  guest: {key_file: k}|RALF-C109|2|12|15",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {port: 8006}\\n  guest: {key_file: k}|RALF-C109|5|3|6",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T}|RALF-C109|2|12|15",
        "template:\\n  url: https://h/x.tar.zst|RALF-C105|1|1|9",
        "template:\\n  url: https://h/x.tar.zst\\n  checksum: sha256:00|RALF-C104|3|13|22",
        "template:\\n  url: https://u@h/x.tar.zst\\n  checksum: sha256:0000000000000000000000000000000000000000000000000000000000000000|RALF-C104|2|8|29",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {user: root@pam}\\n  guest: {key_file: k}|RALF-C109|5|3|6",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {password: env:RALF_P}\\n  guest: {key_file: k}|RALF-C109|5|3|6",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T, user: root@pam}\\n  guest: {key_file: k}|RALF-C108|5|34|42",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T, password: env:RALF_P}\\n  guest: {key_file: k}|RALF-C108|5|38|48",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {user: root, password: env:RALF_P}\\n  guest: {key_file: k}|RALF-C104|5|15|19",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {user: r@pve!t, password: env:RALF_P}\\n  guest: {key_file: k}|RALF-C104|5|15|22",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {user: root@pam, password: hunter22}\\n  guest: {key_file: k}|RALF-C019|5|35|44",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: nothing}\\n  guest: {key_file: k}|RALF-C019|5|16|24",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T}\\n  guest: {key_file: k, user: ralf}|RALF-C104|6|30|34",
        "proxmox:\\n  adapter: api\\n  host: pve\\n  node: pve\\n  api: {token: env:RALF_T}\\n  guest: {key_file: k}\\n  reached_at: 10.20.0.0/24|RALF-C104|7|15|27",
        "lab: true\\nresolver: 127.0.0.1\\nproxmox:\\n  adapter: api\\n  host: 127.0.0.1\\n  node: pve\\n  api: {token: env:RALF_T}\\n  guest: {key_file: k}|RALF-C106|3|1|8",
        "vaultwarden:\\n  url: http://vault\\n  email: a@b.c\\n  master_password: env:RALF_M|RALF-C104|2|8|20",
        "vaultwarden:\\n  url: https://u:p@vault\\n  email: a@b.c\\n  master_password: env:RALF_M|RALF-C019|2|18|19",
        "vaultwarden:\\n  url: https://vault\\n  master_password: env:RALF_M|RALF-C109|1|1|12",
        "vaultwarden:\\n  url: https://vault\\n  email: a@b.c\\n  client_id: user.8d0bd4dc-5d3c-4e5f-a4cb-a4b2ba0d8c62\\n  client_secret: env:RALF_S\\n  master_password: env:RALF_M|RALF-C108|3|10|15",
        "vaultwarden:\\n  url: https://vault\\n  client_id: organization.8d0bd4dc-5d3c-4e5f-a4cb-a4b2ba0d8c62\\n  client_secret: env:RALF_S\\n  master_password: env:RALF_M|RALF-C104|3|14|63",
        "vaultwarden:\\n  url: https://vault\\n  email: a@b.c\\n  master_password: vaultwarden://x|RALF-C104|4|20|35",
        "vaultwarden:\\n  url: https://vault\\n  email: a@b.c\\n  master_password: Hunter2-Hunter2-Hunter2|RALF-C019|4|20|43",
        "vaultwarden:\\n  url: https://vault\\n  email: a@b.c\\n  master_password: env:RALF_M\\n  fingerprint: abc|RALF-C104|5|16|19",
        "lab: true\\nresolver: 127.0.0.1\\nvaultwarden:\\n  url: https://vault\\n  email: a@b.c\\n  master_password: env:RALF_M|RALF-C106|4|8|21",
        "secrets:\\n  from: {RALF_A: 'vaultwarden://x#secret'}|RALF-C104|2|18|42",
        "secrets:\\n  allow: ['*']|RALF-C104|2|11|14",
        "secrets:\\n  from: {RALF_A: nothing}|RALF-C104|2|18|25",
        "dns:\\n  adapter: rfc2136\\n  server: ns\\n  key_name: ralf\\n  key_secret: aGVsbG8gd29ybGQ=|RALF-C019|5|15|31",
        "dns:\\n  adapter: opnsense\\n  host: fw\\n  key: env:RALF_K|RALF-C105|1|1|4",
        "dns:\\n  adapter: opnsense\\n  host: fw\\n  key: env:RALF_K\\n  secret: env:RALF_S\\n  reverse_zone: 10.10.in-addr.arpa|RALF-C108|6|17|35",
        "lab: true\\nresolver: 127.0.0.1\\ndns:\\n  adapter: opnsense\\n  host: fw\\n  key: env:RALF_K\\n  secret: env:RALF_S|RALF-C106|5|9|11",
      })
  void badFilesAreRefusedWithTheirPlace(
      String text, String code, int line, int column, int endColumn) {
    ReadSite read = read(text.replace("\\n", "\n"));
    List<Finding> blockers =
        read.findings().stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
    assertThat(read.site()).isEmpty();
    assertThat(blockers.getFirst().code().id()).isEqualTo(code);
    assertThat(read.map().span(blockers.getFirst().at().orElseThrow()))
        .contains(new Span("ralf.yaml", line, column, endColumn));
  }

  @Test
  void aVaultIsReadWithItsAccount() {
    VaultwardenEndpoint key =
        read("vaultwarden:\n  url: https://vault.otta.zone:8443/vw/\n  client_id: %s\n"
                    .formatted("user.8d0bd4dc-5d3c-4e5f-a4cb-a4b2ba0d8c62")
                + "  client_secret: env:RALF_S\n  master_password: file:secrets/m\n"
                + "  ca_file: ca.pem\n")
            .site()
            .orElseThrow()
            .vault()
            .orElseThrow();
    assertThat(key.url()).isEqualTo("https://vault.otta.zone:8443/vw");
    assertThat(key.login())
        .isEqualTo(
            new VaultwardenEndpoint.Login.ApiKey(
                "user.8d0bd4dc-5d3c-4e5f-a4cb-a4b2ba0d8c62", SecretReference.env("RALF_S")));
    assertThat(key.masterPassword()).isEqualTo(new SecretReference("file:secrets/m"));
    assertThat(key.caFile().orElseThrow()).endsWith("/ca.pem");
    VaultwardenEndpoint password =
        read("lab: true\nresolver: 127.0.0.1\nvaultwarden:\n  url: https://127.0.0.1:8443\n"
                + "  email: Ralf@Otta.zone\n  master_password: env:RALF_M\n"
                + "  fingerprint: SHA256:%s\n".formatted("AB" + ":CD".repeat(31)))
            .site()
            .orElseThrow()
            .vault()
            .orElseThrow();
    assertThat(password.login())
        .isEqualTo(new VaultwardenEndpoint.Login.Password("ralf@otta.zone"));
    assertThat(password.fingerprint()).isPresent();
    assertThat(read("bridge: vmbr0\n").site().orElseThrow().vault()).isEmpty();
  }

  @Test
  void aSecretInTheFileIsNeverShown() {
    ReadSite read =
        read("dns:\n  adapter: rfc2136\n  server: ns\n  key_name: r\n  key_secret: c2VjcmV0IQ==\n");
    assertThat(read.findings().toString()).doesNotContain("c2VjcmV0");
    assertThat(read.map().line(5)).contains("  key_secret: ************");
  }

  @Test
  void brokenYamlIsAFindingNotAnException() {
    for (String text :
        List.of(
            "a: [", "{", "a: b: c", "\"", "a:\n\t- b", "? [a]", "%", "!!x y: z", "a: !!binary x")) {
      assertThat(read(text).site()).as(text).isEmpty();
    }
    assertThat(read("a: ".repeat(50_000)).site()).isEmpty();
    assertThat(read("[".repeat(100_000)).site()).isEmpty();
    assertThat(read("{a: ".repeat(100_000)).site()).isEmpty();
    assertThat(read("- ".repeat(100_000)).site()).isEmpty();
  }

  @Test
  void fileIsSearchedUpwards(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    assertThat(SiteReader.find(deep).filter(p -> p.startsWith(folder))).isEmpty();
    Path file = Files.writeString(folder.resolve("ralf.yaml"), "bridge: vmbr9\n");
    assertThat(SiteReader.find(deep)).contains(file);
    assertThat(SiteReader.read(file, "ralf.yaml").site().orElseThrow().bridge()).isEqualTo("vmbr9");
  }

  @Test
  void missingFileIsAFinding(@TempDir Path folder) {
    assertThat(SiteReader.read(folder.resolve("ralf.yaml"), "ralf.yaml").findings())
        .extracting(f -> f.code().id())
        .containsExactly("RALF-C001");
  }
}
