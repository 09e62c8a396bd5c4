package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** A journal that was recorded before events named who had them done: it is read as ever. */
class OldJournalTest {
  private static final String PLAN =
      "b402f11cae74d58a365cfac4d1fdf8eaa3cae0f9ed58cda686a4e4b8d021ef53";
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void recorded() throws IOException {
    site = new MemorySite(folder);
    Path state = folder.resolve(".ralf");
    Files.createDirectory(
        state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (InputStream lines =
        OldJournalTest.class.getResourceAsStream("/recorded/journal-without-actors.jsonl")) {
      Files.write(state.resolve("journal.jsonl"), lines.readAllBytes());
    }
  }

  @Test
  void isWholeAndShown() {
    assertThat(site.call().run("journal", "verify").exit()).isEqualTo(Exit.OK);
    Call.Result shown = site.call().run("journal", "show");
    assertThat(shown.exit()).isEqualTo(Exit.OK);
    assertThat(shown.out().lines()).hasSize(58);
    assertThat(shown.out().lines().filter(l -> l.contains(" judged ")))
        .isNotEmpty()
        .noneMatch(l -> l.contains("[root@desk]"));
    assertThat(shown.out().lines().filter(l -> l.contains(" approved ")))
        .singleElement()
        .asString()
        .contains("approved  [root@desk] {");
  }

  @Test
  void goesOnWithEventsThatNameTheirActor() {
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
    assertThat(site.call().run("journal", "verify").exit()).isEqualTo(Exit.OK);
    String who = System.getProperty("user.name") + "@";
    assertThat(site.call().run("journal", "show", "--after", "58").out().lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("[" + who), "names the actor");
    assertThat(site.call().run("journal", "show", "--after", "58", "--format", "json").out())
        .contains("\"actor\":\"" + who, "\"by\":{\"user\":\"", "\"ralf\":\"0.1.0\"");
    assertThat(site.call().run("journal", "show", "--limit", "58").out()).contains(PLAN);
  }
}
