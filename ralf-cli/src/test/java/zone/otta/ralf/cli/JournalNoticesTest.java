package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.testkit.world.CallFaults;

/** What the journal has to say when a command opens it. */
class JournalNoticesTest {
  private static final InstantSource LATER =
      InstantSource.fixed(Call.NOW.plus(Duration.ofHours(25)));
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void plan() {
    site = new MemorySite(folder);
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
  }

  private static CallFaults lost(int call) {
    return new CallFaults(CallFaults.Kind.LOSE_REQUEST, call);
  }

  /** As a writer leaves it that died in the middle of a line. */
  private void tear() throws IOException {
    Files.writeString(
        folder.resolve(".ralf/journal.jsonl"),
        "50833a91 {\"pos\":9,\"stre",
        StandardOpenOption.APPEND);
  }

  private Call.Result approve(String... more) {
    String[] words = new String[more.length + 4];
    System.arraycopy(new String[] {"approve", "postgresql", "--accept", "N004"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return site.call().run(words);
  }

  @Test
  void aTornTailIsToldOnceByWhoeverCutsItOff() throws IOException {
    tear();
    assertThat(site.call().run("journal", "show").out()).doesNotContain("J003");
    Call.Result repaired = approve();
    assertThat(repaired.exit()).isEqualTo(Exit.OK);
    assertThat(repaired.out())
        .containsOnlyOnce("HINWEIS[RALF-J003]: the journal's unfinished end was cut off: 23 bytes");
    assertThat(approve().out()).doesNotContain("J003");
    assertThat(site.call().run("journal", "verify").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void aTornTailIsPartOfTheDocument() throws IOException {
    tear();
    assertThat(approve("--format", "json").out())
        .startsWith("{")
        .containsOnlyOnce("RALF-J003")
        .contains("\"notices\": [");
    assertThat(approve("--format", "json").out()).doesNotContain("notices");
  }

  @Test
  void aTornTailIsAnEventAmongEvents() throws IOException {
    approve();
    tear();
    Call.Result applied =
        site.executing(CallFaults.none()).run("apply", "postgresql", "--format", "json");
    assertThat(applied.out().lines().findFirst().orElseThrow())
        .startsWith("{\"event\":\"notice\",\"finding\":{\"code\":\"RALF-J003\"");
    assertThat(applied.out()).containsOnlyOnce("RALF-J003");
  }

  private Call.Result resume() {
    return site.executing(CallFaults.none()).at(LATER).run("apply", "--resume", "1");
  }

  @Test
  void aRenewedApprovalIsUsedUpByTheRunItRenews() {
    approve();
    assertThat(site.executing(lost(18)).run("apply", "postgresql").exit()).isEqualTo(Exit.STOPPED);
    assertThat(resume().out()).contains("RALF-G002");
    assertThat(site.call().at(LATER).run("approve", "postgresql", "--accept", "N004").exit())
        .isEqualTo(Exit.OK);
    assertThat(resume().out()).contains("Gate 3: OK");
    assertThat(site.call().run("journal", "show").out()).containsOnlyOnce(" renewed ");
  }

  @Test
  void aRunGoesOnAgainWithTheApprovalThatRenewedIt() {
    approve();
    site.executing(lost(18)).run("apply", "postgresql");
    site.call().at(LATER).run("approve", "postgresql", "--accept", "N004");
    Call.Result again = site.executing(lost(1)).at(LATER).run("apply", "--resume", "1");
    assertThat(again.exit()).isEqualTo(Exit.STOPPED);
    assertThat(resume().out()).contains("Gate 3: OK");
    assertThat(site.call().run("journal", "show").out()).containsOnlyOnce(" renewed ");
  }
}
