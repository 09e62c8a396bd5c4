package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.vault.LabVault;

/** Another login secret for a running service, on a real PostgreSQL: the old one is dead. */
class RotateInTheLabTest {
  private static Path file(LabSite site) {
    return site.root().resolve("secrets/postgresql");
  }

  @ParameterizedTest
  @EnumSource
  void theNewSecretOpensAndTheOldOneDoesNot(Backend backend) throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE, backend)) {
      var operator = new Operator(site);
      operator.deploy();
      assertThat(operator.ok("secrets", "rotate", "postgresql"))
          .contains("WARNUNG[RALF-N025]", "is renewed", "3 to change", "--accept RALF-N025");
      assertThat(Files.readString(file(site))).isEqualTo(Canary.VALUE + "\n");
      assertThat(operator.applied("N025"))
          .contains("the former one is proven dead", "remote SCRAM login over pinned TLS");
      String fresh = Files.readString(file(site)).strip();
      assertThat(fresh).matches("[A-Za-z][A-Za-z0-9]{31}");
      assertThat(site.root().resolve("secrets/postgresql.former")).doesNotExist();
      operator.ok("drift");
      assertThat(operator.ok("diff", "-1d"))
          .contains(": renewed by run 2", "run 2 of plan", "(rotate): completed");
      assertThat(operator.ok("plan", LabSite.CARD)).contains("Nothing to change");
      assertThat(operator.read())
          .allSatisfy(text -> assertThat(text).doesNotContain(fresh))
          .allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
      assertThat(Canary.below(site.root(), Path.of("/none"))).isEmpty();
      // By PostgreSQL's own word, once more: with the old one nobody comes in.
      Files.writeString(file(site), Canary.VALUE + "\n");
      assertThat(operator.ralf("smoke", "postgresql").all())
          .contains("28P01 password authentication failed");
      assertThat(operator.ralf("drift").exit()).isEqualTo(Exit.DRIFT);
    }
  }

  @Test
  void aRotationThatStoppedIsEndedByTheNext() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      // As a run leaves it that was killed after the new secret was written.
      Files.copy(file(site), site.root().resolve("secrets/postgresql.former"));
      Files.writeString(file(site), "a-new-one-that-nobody-knows-yet\n");
      assertThat(operator.ok("secrets", "rotate", "postgresql"))
          .contains("HINWEIS[RALF-N026]", "2 to change");
      operator.applied("N025");
      assertThat(Files.readString(file(site))).isEqualTo("a-new-one-that-nobody-knows-yet\n");
      assertThat(site.root().resolve("secrets/postgresql.former")).doesNotExist();
      operator.ok("drift");
    }
  }

  @Test
  void whatTheEnvironmentGivesIsNotRenewed() {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      operator.edit("ralf.yaml", "file:secrets/postgresql", "env:SOME_OTHER_PLACE");
      assertThat(operator.ralf("secrets", "rotate", "postgresql").exit()).isEqualTo(Exit.BLOCKER);
    }
  }

  @Test
  void inTheVaultBothAreKeptUntilTheOldOneIsDead() {
    try (LabSite site = new LabSite("unused-here", Backend.PCT, Keeping.VAULTWARDEN)) {
      LabVault vault = site.lab().vault().orElseThrow();
      vault.server().allowLogins(1000);
      vault.put("postgresql", Canary.VALUE);
      var operator = new Operator(site);
      operator.deploy();
      operator.ok("secrets", "rotate", "postgresql");
      operator.applied("N025");
      operator.ok("smoke", "postgresql");
      operator.ok("drift");
      assertThat(vault.server().requests()).filteredOn(r -> r.startsWith("PUT ")).hasSize(2);
      assertThat(operator.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
    }
  }
}
