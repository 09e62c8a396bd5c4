package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.cli.render.DiagnosticPage;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.smoke.SmokeCheck;

/** Every code of the program has a page, every page a code; and each page has all its parts. */
class DiagnosticPagesTest {
  private static final Pattern CODE = Pattern.compile("RALF-[CPLNGASJW]\\d{3}");
  private static final Path ROOT = Repository.root();
  private static final Path PAGES = ROOT.resolve("docs/diagnostics");

  /**
   * The codes as they stand in the sources, and those of the smoke checks: {@code SmokeReport}
   * makes them from the check's place.
   */
  private static Set<String> codes() {
    var codes = new TreeSet<String>();
    sources()
        .forEach(file -> CODE.matcher(read(file)).results().forEach(r -> codes.add(r.group())));
    Arrays.stream(SmokeCheck.values())
        .map(check -> "RALF-S%03d".formatted(check.ordinal() + 1))
        .forEach(codes::add);
    return codes;
  }

  private static Stream<Path> sources() {
    return files(ROOT, 20)
        .filter(p -> p.toString().endsWith(".java"))
        .filter(p -> p.toString().contains("/src/main/java/zone/otta/ralf/"))
        .filter(p -> !p.toString().contains("/ralf-testkit/"));
  }

  private static Stream<Path> files(Path folder, int depth) {
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> pages() {
    return files(PAGES, 1)
        .map(p -> p.getFileName().toString())
        .filter(n -> n.endsWith(".md"))
        .map(n -> n.substring(0, n.length() - 3))
        .filter(n -> CODE.matcher(n).matches())
        .sorted();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCodeHasAPageAndEveryPageACode() {
    Set<String> codes = codes();
    assertThat(codes).hasSizeGreaterThan(150);
    assertThat(new TreeSet<>(pages().toList())).isEqualTo(codes);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageSaysWhatItMeansShowsItAndSaysWhatToDo(String code) {
    String page = read(PAGES.resolve(code + ".md"));
    String english = DiagnosticPage.of(code, Language.EN).orElseThrow();
    String german = DiagnosticPage.of(code, Language.DE).orElseThrow();
    assertThat(page).as("both languages").contains("\n## Deutsch\n");
    assertThat(english).startsWith("# " + code + ": ").doesNotContain("Deutsch");
    assertParts(code, english.substring(english.indexOf('\n')), "Example.", "What to do.");
    assertParts(code, german.substring(german.indexOf('\n')), "Beispiel.", "Was zu tun ist.");
  }

  /** Meaning, example with the code in it, advice: in this order, none of them empty. */
  private static void assertParts(String code, String page, String example, String advice) {
    MatchResult parts =
        Pattern.compile(
                "\\s+(\\S.*?)\n\n\\*\\*%s\\*\\*\n\n(( {4}[^\n]*\n|\n)+)\\*\\*%s\\*\\* (\\S.*)"
                    .formatted(Pattern.quote(example), Pattern.quote(advice)),
                Pattern.DOTALL)
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(code + " lacks a part: " + page));
    assertThat(parts.group(1).strip()).as("meaning").hasSizeGreaterThan(20);
    assertThat(parts.group(2)).as("example").contains(code);
    assertThat(parts.group(4).strip()).as("advice").hasSizeGreaterThan(5);
  }
}
