package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** What {@code journal tail} shows of a journal that another process writes. */
@Timeout(120)
class JournalTailTest {
  @TempDir Path folder;
  @TempDir Path log;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  private Path journal() {
    return folder.resolve(".ralf/journal.jsonl");
  }

  private List<String> shown(String... args) {
    Call.Result result = site.call().run(args);
    assertThat(result.exit()).as(result.all()).isEqualTo(Exit.OK);
    return result.out().lines().toList();
  }

  private RalfProcess follow(String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"journal", "tail", "--follow"}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    return RalfProcess.start(folder, log, args);
  }

  @Test
  void theNewestComeFirst() {
    site.call().run("plan", "card.md");
    site.call().run("plan", "card.md");
    List<String> all = shown("journal", "show");
    assertThat(all).hasSize(8);
    assertThat(shown("journal", "tail")).isEqualTo(all);
    assertThat(shown("journal", "tail", "--last", "3")).isEqualTo(all.subList(5, 8));
    assertThat(shown("journal", "tail", "--after", "6")).isEqualTo(all.subList(6, 8));
    assertThat(shown("journal", "tail", "--stream", "service:postgresql", "--last", "1"))
        .isEqualTo(all.subList(7, 8));
    assertThat(shown("journal", "tail", "--stream", "runs")).isEmpty();
    assertThat(site.call().run("journal", "tail", "--stream", "not a stream").exit())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void aJournalThatDoesNotExistYetIsWaitedFor() {
    RalfProcess tail = follow("--format", "json");
    site.call().run("plan", "card.md");
    assertThat(tail.until(line -> line.contains("\"position\":4,")))
        .hasSize(4)
        .allMatch(line -> line.startsWith("{\"position\":") && line.endsWith("}"));
    assertThat(tail.interrupt().code()).isZero();
  }

  @Test
  void anUnfinishedAppendIsNeverShown() throws IOException {
    site.call().run("plan", "card.md");
    byte[] first = Files.readAllBytes(journal());
    site.call().run("plan", "card.md");
    byte[] both = Files.readAllBytes(journal());
    Files.write(journal(), first);
    RalfProcess tail = follow();
    tail.until(line -> line.startsWith("    4 "));
    int middle = first.length + (both.length - first.length) / 2;
    append(both, first.length, middle);
    append(both, middle, both.length - 1);
    append(both, both.length - 1, both.length);
    List<String> rest = tail.until(line -> line.startsWith("    8 "));
    assertThat(rest).isEqualTo(shown("journal", "show", "--after", "4"));
    assertThat(tail.interrupt().code()).isZero();
  }

  private void append(byte[] bytes, int from, int to) throws IOException {
    Files.write(
        journal(), java.util.Arrays.copyOfRange(bytes, from, to), StandardOpenOption.APPEND);
  }

  @Test
  void itGoesOnInAJournalThatTookThePlaceOfTheFormer() throws IOException {
    site.call().run("plan", "card.md");
    RalfProcess tail = follow("--stream", "service:postgresql");
    tail.until(line -> line.startsWith("    4 "));
    Path copy = Files.copy(journal(), folder.resolve(".ralf/copy"));
    Files.move(copy, journal(), StandardCopyOption.ATOMIC_MOVE);
    site.call().run("plan", "card.md");
    assertThat(tail.until(line -> line.startsWith("    8 "))).hasSize(4);
    assertThat(tail.interrupt().code()).isZero();
  }

  @Test
  void anotherJournalIsNotTakenForTheSame() throws IOException {
    site.call().run("plan", "card.md");
    RalfProcess tail = follow();
    tail.until(line -> line.startsWith("    4 "));
    var other = new MemorySite(Files.createDirectory(folder.resolve("other")));
    other.call().run("plan", "card.md");
    Files.move(
        other.root().resolve(".ralf/journal.jsonl"), journal(), StandardCopyOption.ATOMIC_MOVE);
    RalfProcess.Ended ended = tail.end();
    assertThat(ended.code()).isEqualTo(Exit.BLOCKER.code());
    assertThat(ended.err()).contains("BLOCKER[RALF-J012]", "at position 4");
  }

  @Test
  void damageEndsIt() throws IOException {
    site.call().run("plan", "card.md");
    RalfProcess tail = follow();
    tail.until(line -> line.startsWith("    4 "));
    Files.writeString(journal(), "not a line of a journal\n", StandardOpenOption.APPEND);
    RalfProcess.Ended ended = tail.end();
    assertThat(ended.code()).isEqualTo(Exit.BLOCKER.code());
    assertThat(ended.err()).contains("BLOCKER[RALF-J002]", "line 5");
  }
}
