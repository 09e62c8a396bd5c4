package zone.otta.ralf.workspace.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.policy.CardCheck;
import zone.otta.ralf.site.Site;

/**
 * Whatever stands in the file: findings, never an exception, and an end. The limit of a minute is
 * there to fail a test that hangs, not to measure.
 */
class HostileInputTest {
  private static final int MIB = 1 << 20;

  /** Enough to make anything quadratic hang, little enough for hundreds of combinations. */
  private static final int MUCH = MIB / 64;

  private static final Duration HANGS = Duration.ofMinutes(1);

  private static final List<String> REPEATED =
      List.of(
          ">",
          "> ",
          "- ",
          "* ",
          "1. ",
          "> - ",
          "  - ",
          "\t- ",
          "[",
          "]",
          "![",
          "[a](",
          "[[]()",
          "<",
          "<a ",
          "<!--",
          "(",
          "`",
          "`a",
          "``",
          "~~~\n",
          "```\n",
          "```json\n",
          "*",
          "_",
          "**a ",
          "*a _b ",
          "\\",
          "&",
          "&#x0;",
          "#",
          "# a\n",
          "a\n===\n",
          "---\n",
          "|",
          ":",
          "a:",
          "=",
          "{",
          "{\"a\":",
          "[{",
          "\"",
          "'",
          ".",
          "a.",
          "a-",
          "/",
          "1.2.3.4/",
          "0.0.0.0 ",
          "::/",
          "5432/tcp ",
          "host ",
          "token: ",
          "password=",
          "passwordpassword",
          "secret='",
          "eyJ",
          "eyJa.",
          "ghp_",
          "sk-",
          "$1$",
          "@pve!a=",
          "://a:",
          "://a:b@",
          "-----BEGIN PRIVATE KEY-----",
          "aA1bB2",
          "0123456789abcdef",
          "x ",
          " ",
          "\n",
          "\r",
          "\r\n",
          "\t",
          "- a\n",
          "-\n",
          "- IP: \n",
          "- Dienst: x\n",
          "- Zwekc: x\n",
          "- zzzzz: x\n",
          "[a]: b\n",
          "ä",
          "a\u0308",
          "\u0308",
          "\u202e",
          "💡",
          "- Datenvolume: 3 GB\n",
          "## Ports\n- 1/tcp\n");

  private static final List<String> BEFORE =
      List.of(
          "",
          "## Ports\n\n- ",
          "## Security\n\n- pg_hba ",
          "## Security\n\n- listen_addresses ",
          "## Credentials\n\n- ",
          "## Platzierung\n\n- CTID: `",
          "## Dienstkartei\n\n- Betriebsmodell: ",
          "### Statusobjekt\n\n```json\n{\"step_id\":",
          "---\na: b\n");

  private static ReadCard readInTime(byte[] content) {
    return Assertions.assertTimeoutPreemptively(HANGS, () -> CardReader.read("card.md", content));
  }

  private static void findingsOnly(byte[] content) {
    ReadCard read = readInTime(content);
    for (Finding finding : read.findings()) {
      finding
          .at()
          .ifPresent(at -> assertThatCode(() -> read.map().span(at)).doesNotThrowAnyException());
    }
    assertThat(read.findings()).hasSizeLessThanOrEqualTo(Reading.MOST * 3 + 1);
    CardCheck.one(
        new CardCheck.Candidate(read.file(), read.card(), read.findings()),
        Site.DEFAULT,
        Language.EN);
  }

  private static byte[] upTo(String before, String repeated, int size) {
    byte[] start = before.getBytes(StandardCharsets.UTF_8);
    byte[] unit = repeated.getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[start.length + (size - start.length) / unit.length * unit.length];
    System.arraycopy(start, 0, content, 0, start.length);
    for (int at = start.length; at < content.length; at += unit.length) {
      System.arraycopy(unit, 0, content, at, unit.length);
    }
    return content;
  }

  static Stream<String> repeated() {
    return REPEATED.stream();
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void muchOfTheSameEnds(String repeated) {
    for (String before : BEFORE) {
      findingsOnly(upTo(before, repeated, MUCH));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> ",
        "- ",
        "[",
        "`",
        "*a _b ",
        "<!--",
        "|",
        "# a\n",
        "password=",
        "secret='",
        "\r\n"
      })
  void aMebibyteOfTheSameEnds(String repeated) {
    findingsOnly(upTo("", repeated, MIB));
  }

  @ParameterizedTest
  @ValueSource(strings = {"- ", "> ", "1. ", "> - "})
  void everDeeperNestingEnds(String bullet) {
    var text = new StringBuilder();
    for (int depth = 0; text.length() < MIB / 4; depth = (depth + 1) % 1000) {
      text.append(bullet.repeat(1 + depth / 2))
          .append("a\n")
          .append("  ".repeat(depth))
          .append("- b: c\n");
    }
    findingsOnly(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomBytesEnd(int seed) {
    var random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(1, seed % 10 == 0 ? MIB / 2 : 20_000)];
    random.nextBytes(bytes);
    findingsOnly(bytes);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomMarkdownEnds(int seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    int pieces = random.nextInt(1, seed % 10 == 0 ? 20_000 : 2_000);
    List<String> card =
        new String(BrokenCardsTest.content("many-at-once"), StandardCharsets.UTF_8)
            .lines()
            .toList();
    for (int i = 0; i < pieces && text.length() < MIB / 4; i++) {
      List<String> source = random.nextInt(3) == 0 ? card : REPEATED;
      text.append(source.get(random.nextInt(source.size())));
      text.append(random.nextInt(4) == 0 ? "\n" : "");
    }
    findingsOnly(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCardWithBitsTurnedEnds(int seed) {
    var random = new Random(seed);
    byte[] card = BrokenCardsTest.content("status-out-of-date").clone();
    for (int i = 0; i <= random.nextInt(20); i++) {
      card[random.nextInt(card.length)] ^= (byte) (1 << random.nextInt(8));
    }
    findingsOnly(card);
  }

  @Test
  void oneByteTooManyIsRefusedUnread(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("card.md"), new byte[MIB + 1]);
    assertThat(CardReader.read(file, "card.md").findings())
        .extracting(f -> f.code().id() + " " + f.severity())
        .containsExactly("RALF-C002 BLOCKER");
    assertThat(CardReader.read("card.md", new byte[MIB + 1]).findings())
        .extracting(f -> f.code().id())
        .containsExactly("RALF-C002");
  }

  @Test
  void endlessAndMissingFilesAreFindings(@TempDir Path folder) {
    for (Path file :
        List.of(folder, folder.resolve("none.md"), Path.of("/dev/zero"), Path.of("/dev/null/x"))) {
      assertThat(CardReader.read(file, "card.md").findings())
          .as(file.toString())
          .extracting(f -> f.code().id() + " " + f.severity())
          .containsExactly("RALF-C001 BLOCKER");
    }
  }

  @Test
  void tooManyFindingsAreCountedNotListed() {
    ReadCard read =
        CardReader.read(
            "card.md",
            ("## Dienstkartei\n\n" + "- zzzzz: x\n".repeat(500)).getBytes(StandardCharsets.UTF_8));
    assertThat(read.findings())
        .filteredOn(f -> f.code().id().equals("RALF-C012"))
        .hasSize(Reading.MOST);
    assertThat(read.findings().getLast().code().id()).isEqualTo("RALF-C017");
    assertThat(read.findings().getLast().summary().en()).startsWith("450 more");
    assertThat(read.findings().getLast().severity()).isEqualTo(Severity.HINWEIS);
  }
}
