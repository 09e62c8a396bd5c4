package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.vault.EmulatedVaultwarden;
import zone.otta.ralf.lab.vault.LabVault;

/** The service's secret in an emulated Vaultwarden, reached over HTTPS on loopback. */
class VaultInTheLabTest {
  private static final String TOKEN = "POST /identity/connect/token";
  private static final String REFERENCE = "vaultwarden://postgresql?folder=ralf#password";

  private static LabSite site() {
    LabSite site = new LabSite("unused-here", Backend.PCT, Keeping.VAULTWARDEN);
    server(site).allowLogins(1000);
    return site;
  }

  private static LabVault vault(LabSite site) {
    return site.lab().vault().orElseThrow();
  }

  private static EmulatedVaultwarden server(LabSite site) {
    return vault(site).server();
  }

  @Test
  void aSecretIsMadeInTheVaultAndUsedByTheWholeWay() throws IOException {
    try (LabSite site = site()) {
      var operator = new Operator(site);
      assertThat(operator.ok("secrets", "list", LabSite.CARD)).contains("read from " + REFERENCE);
      assertThat(server(site).requests()).isEmpty();
      assertThat(operator.refused("RALF-N014", "secrets", "check", LabSite.CARD))
          .contains("missing", "ralf secrets create");
      assertThat(operator.ok("secrets", "create", LabSite.CARD)).contains("made");
      assertThat(operator.ok("secrets", "create", LabSite.CARD)).contains("usable");
      int before = server(site).requests().size();
      assertThat(operator.ok("secrets", "check", LabSite.CARD)).doesNotContain("missing");
      assertThat(server(site).requests().subList(before, server(site).requests().size()))
          .containsExactly(TOKEN, "GET /api/sync");
      operator.deploy();
      operator.ok("smoke", "postgresql");
      operator.ok("doctor");
      assertThat(Files.readString(site.root().resolve(".ralf/device"))).matches("[0-9a-f-]{36}\n");
      String client = Files.readString(site.root().resolve("secrets/vault-client")).strip();
      String master = Files.readString(site.root().resolve("secrets/vault-master")).strip();
      assertThat(operator.read())
          .allSatisfy(text -> assertThat(text).doesNotContain(client, master));
      Path plans = site.root().resolve(".ralf/plans");
      String plan = Files.readString(plans.resolve("postgresql.latest")).strip();
      assertThat(Files.readString(plans.resolve(plan + ".json")))
          .contains(REFERENCE)
          .doesNotContain(client, master);
      assertThat(operator.ok("secrets", "scan", ".ralf", "--strict"))
          .contains("no findings", "mark.key");
      assertThat(operator.refused("RALF-C022", "secrets", "scan"))
          .contains("lab/api.token:1:20", "secrets/vault-client", "secrets/vault-master")
          .doesNotContain(".ralf/journal", "ralf.yaml:");
    }
  }

  @Test
  void twentyReferencesCostOneLoginAndOneSync() throws IOException {
    try (LabSite site = site()) {
      String references =
          IntStream.rangeClosed(1, 20)
              .peek(i -> vault(site).put("item " + i, "value-number-" + i))
              .mapToObj(i -> "- `vaultwarden://item%20" + i + "?folder=ralf#password`\n")
              .collect(Collectors.joining("", "### Credentials\n", "\n"));
      var operator = new Operator(site);
      operator.edit(LabSite.CARD, "### Ressourcenprofil", references + "### Ressourcenprofil");
      assertThat(operator.ok("secrets", "check", LabSite.CARD).lines())
          .filteredOn(line -> line.matches("usable +card +vaultwarden://item%20.*"))
          .hasSize(20);
      assertThat(server(site).requests()).containsExactly(TOKEN, "GET /api/sync");
    }
  }

  @Test
  void whatLiesInTheVaultIsFoundNowhereElse() throws IOException {
    try (LabSite site = site()) {
      vault(site).put("postgresql", Canary.VALUE);
      var operator = new Operator(site);
      operator.ok("secrets", "check", LabSite.CARD, "--verbose");
      operator.deploy();
      operator.ok("smoke", "postgresql", "--verbose");
      operator.ok("secrets", "check", LabSite.CARD, "--format", "json");
      assertThat(operator.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
      assertThat(Canary.below(site.root(), Path.of("/none"))).isEmpty();
      assertThat(Canary.inProcessLists()).isEmpty();
    }
  }

  @Test
  void noFailureShowsWhatOpensTheVault() throws IOException {
    try (LabSite site = site()) {
      Path master = site.root().resolve("secrets/vault-master");
      Path client = site.root().resolve("secrets/vault-client");
      String rightMaster = Files.readString(master);
      String rightClient = Files.readString(client);
      Files.writeString(master, Canary.VALUE + "\n");
      fails(site, "RALF-W103", Exit.BLOCKER);
      Files.writeString(master, rightMaster);
      Files.writeString(client, Canary.VALUE + "\n");
      fails(site, "RALF-W102", Exit.BLOCKER);
      for (String body : List.of("<html>" + Canary.VALUE + "</html>", "{\"x\": c4nary")) {
        server(site).answer("/identity/connect/token", 502, body);
        fails(site, "RALF-W100", Exit.UNREACHABLE);
        server(site).answer("/identity/connect/token", 200, body);
        fails(site, "RALF-W107", Exit.UNREACHABLE);
        server(site).answer("/identity/connect/token", 429, body);
        fails(site, "RALF-W105", Exit.BLOCKER);
      }
      Files.writeString(client, rightClient);
      Path yaml = site.root().resolve("ralf.yaml");
      Files.writeString(yaml, Files.readString(yaml).replaceAll("(fingerprint: ..):..", "$1:00"));
      fails(site, "RALF-W101", Exit.BLOCKER);
      assertThat(Canary.below(site.root(), Path.of("/none"))).isEmpty();
    }
  }

  /** Both commands name the cause, and one login was sent for each at most. */
  private static void fails(LabSite site, String code, Exit exit) {
    var operator = new Operator(site);
    int before = server(site).requests().size();
    Call.Result check = operator.ralf("secrets", "check", LabSite.CARD, "--verbose");
    assertThat(check.exit()).as(check.all()).isEqualTo(exit);
    assertThat(check.all()).contains("BLOCKER[" + code + "]");
    assertThat(server(site).requests().subList(before, server(site).requests().size()))
        .filteredOn(TOKEN::equals)
        .hasSizeLessThanOrEqualTo(1);
    Call.Result plan = operator.ralf("plan", LabSite.CARD, "--verbose");
    assertThat(plan.exit()).as(plan.all()).isEqualTo(Exit.BLOCKER);
    assertThat(plan.all()).contains("BLOCKER[" + code + "]");
    assertThat(operator.read())
        .allSatisfy(text -> assertThat(Canary.in(text)).isEmpty())
        .allSatisfy(text -> assertThat(text).doesNotContain("c4nary"));
  }
}
