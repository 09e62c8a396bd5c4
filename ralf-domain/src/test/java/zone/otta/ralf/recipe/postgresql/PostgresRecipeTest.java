package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.SecretReference;

class PostgresRecipeTest {
  static Deployment deployment(String release, boolean tls) {
    return new Deployment(
        new ServiceName("postgresql"),
        "memory",
        new Placement(
            new HostName("postgres-ops"),
            Ipv4Interface.of("10.10.20.10/16"),
            new DnsName("postgres.otta.zone"),
            new Ctid(20010)),
        OsRelease.find(release).orElseThrow(),
        2,
        2048,
        0,
        16384,
        Ipv4Network.of("10.10.0.0/16"),
        tls,
        SecretReference.env("RALF_POSTGRES_RALF_USER_PASSWORD"));
  }

  private static Optional<String> file(Deployment deployment, String end) {
    return new PostgresRecipe()
        .steps(deployment).stream()
            .filter(s -> s instanceof Step.WriteFile)
            .map(s -> (Step.WriteFile) s)
            .filter(s -> s.desired().path().value().endsWith(end))
            .map(Step.WriteFile::content)
            .findFirst();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = PostgresRecipeTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void settingsOfTheReferenceCard() throws IOException {
    assertThat(file(deployment("Ubuntu 24.04", true), "conf.d/50-ralf.conf"))
        .contains(golden("ubuntu-24.04-50-ralf.conf"));
  }

  @Test
  void accessRulesOfTheReferenceCard() throws IOException {
    assertThat(file(deployment("Ubuntu 24.04", true), "pg_hba.conf"))
        .contains(golden("pg_hba.conf"));
  }

  @Test
  void optionalTlsChangesOneLineOnly() throws IOException {
    String optional = file(deployment("Ubuntu 24.04", false), "pg_hba.conf").orElseThrow();
    assertThat(optional).isEqualTo(golden("pg_hba.conf").replace("hostssl", "host   "));
  }

  @ParameterizedTest
  @CsvSource({"Ubuntu 24.04, 16", "Debian 12, 15", "Debian 13, 17"})
  void releaseDecidesTheMajor(String release, int major) {
    assertThat(new PostgresRecipe().judge(deployment(release, true))).isEmpty();
    assertThat(PostgresRecipe.layout(deployment(release, true)).major()).isEqualTo(major);
  }

  @Test
  void majorBefore16HasNoScramIterations() {
    assertThat(file(deployment("Debian 12", true), "conf.d/50-ralf.conf").orElseThrow())
        .doesNotContain("scram_iterations");
  }

  @Test
  void otherReleasesAreRefused() {
    assertThat(new PostgresRecipe().judge(deployment("Ubuntu 22.04", true)))
        .extracting(f -> f.code().id())
        .containsExactly("RALF-N010");
  }

  @Test
  void stepNamesAreUnique() {
    List<String> names =
        new PostgresRecipe()
            .steps(deployment("Ubuntu 24.04", true)).stream().map(Step::name).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void everyScriptIsOneTransactionOrOneStatement() {
    for (StateSchema.Migration migration : StateSchema.MIGRATIONS) {
      assertThat(migration.script()).contains("BEGIN;").endsWith("COMMIT;\n");
    }
  }
}
