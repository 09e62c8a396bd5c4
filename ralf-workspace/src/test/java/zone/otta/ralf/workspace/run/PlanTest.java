package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.testkit.world.MemoryState;
import zone.otta.ralf.testkit.world.MemoryWorld;
import zone.otta.ralf.testkit.world.Requests;

class PlanTest {
  private static PlanReport report() {
    return new Pipeline(MemoryWorld.of(new MemoryState()))
        .plan(Requests.postgresql(Requests.owning(Set.of())));
  }

  @Test
  void freshWorldNeedsEveryStepAndWarnsOfTheDownload() {
    PlanReport report = report();
    Plan plan = report.plan().orElseThrow();
    assertThat(report.gate1()).isEqualTo(Verdict.OK);
    assertThat(report.gate2()).isEqualTo(Verdict.WARNUNG);
    assertThat(plan.warnings()).extracting(c -> c.id()).containsExactly("RALF-N004");
    assertThat(plan.changes())
        .extracting(s -> s.step().name())
        .containsExactly(
            "template",
            "container",
            "start",
            "dns address",
            "dns pointer",
            "file /etc/postgresql-common/createcluster.d/50-ralf.conf",
            "file /etc/systemd/system/postgresql@16-main.service.d/50-ralf.conf",
            "package postgresql-16",
            "certificate",
            "file /etc/postgresql/16/main/conf.d/50-ralf.conf",
            "file /etc/postgresql/16/main/pg_hba.conf",
            "service",
            "role ralf_owner",
            "role ralf_append",
            "role ralf_read",
            "role ralf_login",
            "role ralf",
            "database ralf",
            "schema state");
  }

  @Test
  void planIsTheSameAgainAndSurvivesItsFile() {
    Plan plan = report().plan().orElseThrow();
    assertThat(report().plan().orElseThrow().hash()).isEqualTo(plan.hash());
    Plan read = Plan.read(CrashMatrixTest.read(plan.json().pretty()));
    assertThat(read).isEqualTo(plan);
    assertThat(read.hash()).isEqualTo(plan.hash());
  }

  @Test
  void planHoldsNoSecret() {
    assertThat(report().plan().orElseThrow().json().pretty()).doesNotContain("a-secret-in-memory");
  }
}
