package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryHand;

/** A service's days, one after the other, and what is told of them afterwards. */
class PastTest {
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  private static InstantSource day(int number) {
    return InstantSource.fixed(Call.NOW.plus(Duration.ofDays(number)));
  }

  private static InstantSource now() {
    return day(9);
  }

  private void did(Call call, int day, String... args) {
    Call.Result result = call.at(day(day)).run(args);
    assertThat(result.exit()).as(result.all()).isIn(Exit.OK, Exit.BLOCKER, Exit.DRIFT);
  }

  /** Day 0: made. Day 2: more memory, by ben. Day 4: tampered with. Day 6: removed. */
  private void lived() {
    did(site.call(), 0, "plan", "card.md");
    did(site.call(), 0, "approve", "postgresql", "--accept", "N004", "--actor", "anna");
    did(site.executing(CallFaults.none()), 0, "apply", "postgresql");
    site.change("card.md", "`2048 MB`", "`4096 MB`");
    did(site.call(), 2, "plan", "card.md");
    did(site.call(), 2, "approve", "postgresql", "--actor", "ben");
    did(site.executing(CallFaults.none()), 2, "apply", "postgresql");
    new MemoryHand(site.state()).removePointer("10.20.10.10.in-addr.arpa");
    did(site.call(), 4, "drift", "postgresql");
    did(site.call(), 6, "destroy", "postgresql");
    did(site.call(), 6, "approve", "postgresql", "--accept", "N020", "--actor", "anna");
    did(site.executing(CallFaults.none()), 6, "apply", "postgresql");
  }

  private Call.Result read(String name, String... args) {
    return site.read(name, site.call().at(now()), args);
  }

  @Test
  void eachTimeHasItsStatus() {
    lived();
    assertThat(read("status-at-made", "status", "--at", "2026-11-25").out())
        .contains("recorded at 2026-11-25T00:00:00Z", "pve/20010 10.10.20.10", "14 h ago");
    assertThat(read("status-at-drift", "status", "--at", "-5d", "--lang", "de").out())
        .contains("aufgezeichnet um 2026-11-28T10:00:00Z", "1 (vor 0 s)");
    assertThat(read("status-at-removed", "status", "--at", "-1h").out()).contains("destroyed");
    assertThat(read("status-at-before", "status", "--at", "2026-11-24T09:59Z").out())
        .contains("No service");
    assertThat(site.call().at(now()).run("status", "--at", "-5d", "--format", "json").out())
        .contains("\"at\": \"2026-11-28T10:00:00Z\"", "\"differences\": 1");
    assertThat(site.call().at(day(4)).run("status", "postgresql", "--at", "-4d").out())
        .contains("postgres_phase_5_smoke");
  }

  @Test
  void whatIsToldOfNowIsWhatStatusTells() {
    lived();
    String table = site.call().at(now()).run("status", "postgresql").out();
    assertThat(site.call().at(now()).run("status", "postgresql", "--at", "now").out())
        .isEqualTo("recorded at 2026-12-03T10:00:00Z\n" + table);
  }

  @Test
  void aChangeIsToldWithWhoDecidedIt() {
    lived();
    assertThat(read("diff-changed", "diff", "-8d", "-6d").out())
        .contains("memory (MiB): 2048", "4096", "approved by ben", "run 2 of plan");
    assertThat(read("diff-drift", "diff", "-6d", "-4d").out())
        .contains("as it was made by run 2", "not compared", "1 difference", "dns pointer");
    assertThat(read("diff-removed-de", "diff", "-4d", "--lang", "de").out())
        .contains("entfernt von Lauf 3", "  - container", "freigegeben von anna");
    assertThat(read("diff-made", "diff", "2026-11-24", "2026-11-25").out())
        .contains("not known before; made by run 1", "  + container", "  + role ralf");
    assertThat(read("diff-nothing", "diff", "-5d", "-5d").out()).contains("nothing changed");
    assertThat(read("diff-json", "diff", "-6d", "-8d", "--format", "json").out())
        .contains("\"field\": \"memoryMib\"", "\"before\": \"2048\"", "\"actor\": \"ben\"");
  }

  @Test
  void aPlanThatIsGoneMakesNothingAbsent() throws IOException {
    lived();
    try (var plans = Files.newDirectoryStream(folder.resolve(".ralf/plans"), "*.json")) {
      for (Path plan : plans) {
        Files.delete(plan);
      }
    }
    assertThat(read("diff-lost", "diff", "-8d", "-6d").out())
        .contains("what run 1 made is not known", "what run 2 made is not known")
        .doesNotContain("  - ", "  + ");
  }

  @Test
  void aStoppedRunIsToldAsItStoodThen() {
    did(site.call(), 0, "plan", "card.md");
    did(site.call(), 0, "approve", "postgresql", "--accept", "N004", "--actor", "anna");
    Call.Result stopped =
        site.executing(new CallFaults(CallFaults.Kind.LOSE_REQUEST, 18))
            .at(day(0))
            .run("apply", "postgresql");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    assertThat(
            site.executing(CallFaults.none())
                .at(InstantSource.fixed(Call.NOW.plus(Duration.ofHours(20))))
                .run("apply", "--resume", "1")
                .out())
        .contains("Gate 3: OK");
    assertThat(read("status-at-stopped", "status", "--at", "2026-11-24T12:00Z").out())
        .contains("stopped in step");
    assertThat(read("diff-stopped", "diff", "2026-11-24", "2026-11-24T12:00Z").out())
        .contains("run 1 of plan", ": stopped")
        .doesNotContain("  + ");
    assertThat(site.call().at(now()).run("diff", "2026-11-24", "2026-11-26").out())
        .contains("run 1 of plan", ": completed", "  + container");
  }

  @Test
  void timesThatAreNone() {
    lived();
    Call.Result later = read("diff-future", "diff", "2026-12-04");
    assertThat(later.exit()).isEqualTo(Exit.USAGE);
    assertThat(later.out()).contains("RALF-J013");
    for (String word : new String[] {"yesterdey", "-2", "2026-13-01", "--fromat", "1900-01-01"}) {
      assertThat(site.call().at(now()).run("diff", word).exit()).as(word).isEqualTo(Exit.USAGE);
      assertThat(site.call().at(now()).run("status", "--at", word).exit())
          .as(word)
          .isEqualTo(Exit.USAGE);
    }
    assertThat(site.call().at(now()).run("diff", "2h", "--service", "nginx").exit())
        .isEqualTo(Exit.BLOCKER);
  }
}
