package zone.otta.ralf.workspace.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.policy.CardCheck;
import zone.otta.ralf.site.Site;

/**
 * Each broken card has exactly these findings, no more and no less. The table was written by hand
 * from the cards; places are line:column as an editor shows them.
 */
class BrokenCardsTest {
  private static final String TABLE =
      """
      sound                      |
      no-service                 | C007 BLOCKER 1:1
      service-is-a-path          | C010 BLOCKER 5:11
      empty                      | C007 BLOCKER 1:1, C007 BLOCKER 1:1, C007 BLOCKER 1:1, C007 BLOCKER 1:1
      cpu-three                  | P002 BLOCKER 16:8
      ram-3000                   | P003 BLOCKER 17:8
      ram-without-unit           | C011 HINWEIS 17:8
      ram-in-words               | C010 BLOCKER 17:8
      ram-missing                | C007 BLOCKER 14:1
      ram-twice                  | C009 BLOCKER 18:3
      rootfs-20                  | P004 BLOCKER 18:11
      rootfs-without-unit        | C010 BLOCKER 18:11
      swap-300                   | P006 BLOCKER 19:9
      volume-100                 | P005 BLOCKER 20:25
      key-misspelt               | C012 WARNUNG 6:3
      key-unknown                | C012 HINWEIS 20:3
      heading-misspelt           | C012 WARNUNG 14:1
      address-elsewhere          | P009 BLOCKER 24:7, P012 BLOCKER 26:9
      address-prefix-24          | P009 BLOCKER 24:7
      address-is-gateway         | P009 BLOCKER 24:7, P012 BLOCKER 26:9, L005 WARNUNG 24:7
      address-is-broadcast       | P009 BLOCKER 24:7, P012 BLOCKER 26:9, L005 WARNUNG 24:7
      address-without-prefix     | C010 BLOCKER 24:7
      address-wrong-category     | L005 WARNUNG 24:7
      ctid-wrong                 | P012 BLOCKER 26:9
      ctid-too-small             | P012 BLOCKER 26:9
      ctid-rule-foreign          | P013 BLOCKER 26:16, L001 HINWEIS 21:1
      ctid-calculation-wrong     | C010 BLOCKER 26:18
      gateway-foreign            | P010 BLOCKER 27:12
      dhcp                       | P011 BLOCKER 27:9
      hostname-number            | P014 BLOCKER 23:13
      hostname-underscore        | C010 BLOCKER 23:13
      dns-outside-zone           | P015 BLOCKER 25:8
      placement-open             | L001 HINWEIS 1:1
      placement-open-no-category | L002 BLOCKER 1:1
      wan                        | P016 BLOCKER 12:3
      vm-without-reason          | P001 BLOCKER 27:14
      vm-with-reason             | P001 HINWEIS 27:14
      release-short-lived        | P007 BLOCKER 7:19
      release-missing            | P007 WARNUNG 7:19
      privileged                 | P008 BLOCKER 7:19
      port-twice                 | P017 BLOCKER 13:3
      port-without-protocol      | C010 BLOCKER 12:3, P017 WARNUNG 10:1
      port-70000                 | C010 BLOCKER 12:4, P017 WARNUNG 10:1
      port-open-to-all           | P018 BLOCKER 12:4
      port-network-host-bits     | C014 BLOCKER 12:22
      ports-missing              | P017 WARNUNG 1:1
      ufw-on                     | P019 WARNUNG 31:3
      hba-md5                    | P021 BLOCKER 31:3
      hba-open-trust             | P020 BLOCKER 31:3, P021 BLOCKER 31:3
      hba-whole-network          | P020 HINWEIS 31:3
      listen-everywhere          | P022 BLOCKER 32:3
      tls-optional               | P023 WARNUNG 33:8
      tls-unknown-word           | C015 WARNUNG 31:8
      secret-password            | C019 BLOCKER 31:26
      secret-password-in-prose   | C019 BLOCKER 29:12
      secret-token               | C019 BLOCKER 31:3
      secret-in-url              | C019 BLOCKER 29:25
      secret-private-key         | C019 BLOCKER 30:1
      secret-random-word         | C019 BLOCKER 29:11
      secret-not-allowed         | P024 BLOCKER 31:4
      secret-bad-reference       | C010 BLOCKER 31:4
      status-invalid-json        | C016 BLOCKER 34:13
      status-duplicate-key       | C016 BLOCKER 35:11
      status-incomplete          | C018 BLOCKER 31:1
      status-out-of-date         | P026 WARNUNG 34:3
      status-of-another-card     | P026 WARNUNG 33:3
      dependencies-odd           | P025 HINWEIS 31:3, P025 HINWEIS 32:3, P025 HINWEIS 33:3
      not-utf-8                  | C003 BLOCKER 6:12
      surrogate                  | C003 BLOCKER 6:12
      nul                        | C004 BLOCKER 6:13
      invisible                  | C005 WARNUNG 6:13
      many-at-once               | P007 BLOCKER 7:19, C010 BLOCKER 8:20, P003 BLOCKER 17:8, P025 HINWEIS 23:3, C012 HINWEIS 28:3, P009 BLOCKER 29:21, P012 BLOCKER 31:9
      """;

  static Stream<Arguments> cards() {
    return TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .map(row -> Arguments.of(row[0].strip(), findings(row[1])));
  }

  private static List<String> findings(String cell) {
    return cell.isBlank()
        ? List.of()
        : Stream.of(cell.split(",")).map(String::strip).map(f -> "RALF-" + f).toList();
  }

  static byte[] content(String card) {
    return resource("/cards/" + card + ".md");
  }

  static byte[] resource(String name) {
    try (InputStream in = BrokenCardsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cards")
  void cardHasExactlyTheseFindings(String card, List<String> expected) {
    ReadCard read = CardReader.read(card + ".md", content(card));
    CardCheck check =
        CardCheck.one(
            new CardCheck.Candidate(read.file(), read.card(), read.findings()),
            Site.DEFAULT,
            Language.EN);
    assertThat(check.findings().stream().map(f -> line(f, read.map())))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String line(Finding finding, SourceMap map) {
    Optional<Span> span = finding.at().flatMap(map::span);
    return finding.code()
        + " "
        + finding.severity()
        + " "
        + span.map(s -> s.line() + ":" + s.column()).orElse("-");
  }

  @Test
  void everyCardIsInTheTable() throws IOException {
    Path folder = SharedFiles.repository().resolve("ralf-workspace/src/test/resources/cards");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.map(f -> f.getFileName().toString().replace(".md", "")).sorted().toList();
      assertThat(cards().map(a -> a.get()[0])).containsExactlyInAnyOrderElementsOf(names);
      assertThat(names).hasSizeGreaterThan(40);
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noFindingAndNoLineShowsTheSecret(String card, String secret) {
    ReadCard read = CardReader.read(card + ".md", content(card));
    assertThat(new String(content(card), java.nio.charset.StandardCharsets.UTF_8)).contains(secret);
    assertThat(read.findings().toString()).doesNotContain(secret);
    assertThat(read.card().toString()).doesNotContain(secret);
    for (int line = 1; read.map().line(line).isPresent(); line++) {
      assertThat(read.map().line(line).orElseThrow()).doesNotContain(secret);
    }
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        Arguments.of("secret-password", "hunter2"),
        Arguments.of("secret-password-in-prose", "korrekt pferd"),
        Arguments.of("secret-token", "ghp_abcdef"),
        Arguments.of("secret-in-url", "geheim"),
        Arguments.of("secret-private-key", "AAAA"),
        Arguments.of("secret-random-word", "q8Zr2LwX"));
  }
}
