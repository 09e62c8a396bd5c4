package zone.otta.ralf.workspace.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.ServiceCard;

/**
 * Ways of writing the same card: each mutation alone, and random chains of them, keep the facts.
 */
class SameCardTest {
  private record Mutation(String name, BiFunction<List<String>, Random, List<String>> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> PROSE =
      List.of(
          "Ein Absatz, der nichts bedeutet: IP: 1.2.3.4 und RAM: 1 MB.",
          "> - Dienst: `zitat`",
          "| CPU | RAM |",
          "<!-- - CPU: `3` -->",
          "    - Swap: `300 MB`",
          "![Bild](bild.png) **fett** _kursiv_ `code` [[[ ((( ***",
          "Siehe <https://example.org/a?b=c#d>.");

  private static final List<Mutation> MUTATIONS =
      List.of(
          new Mutation("other bullet", (c, r) -> lines(c, l -> l.replaceFirst("^- ", "* "))),
          new Mutation("plus bullet", (c, r) -> lines(c, l -> l.replaceFirst("^- ", "+ "))),
          new Mutation("numbers", (c, r) -> lines(c, l -> l.replaceFirst("^- ", "1. "))),
          new Mutation("wide bullet", (c, r) -> lines(c, l -> l.replaceFirst("^- ", "-   "))),
          new Mutation(
              "tab behind key", (c, r) -> lines(c, l -> l.replaceFirst("^(- \\w+:) ", "$1\t"))),
          new Mutation("tab behind bullet", (c, r) -> lines(c, l -> l.replaceFirst("^- ", "-\t"))),
          new Mutation(
              "blanks at the end", (c, r) -> lines(c, l -> l.startsWith("-") ? l + "  " : l)),
          new Mutation(
              "bold keys", (c, r) -> lines(c, l -> l.replaceFirst("^- (\\w+):", "- **$1:**"))),
          new Mutation("upper-case keys", (c, r) -> lines(c, l -> upper(l))),
          new Mutation("prose", SameCardTest::prose),
          new Mutation("front matter", SameCardTest::frontMatter),
          new Mutation(
              "further section",
              (c, r) -> with(c, "", "## Betrieb", "", "- Wartung: sonntags", "- [ ] Prüfen")),
          new Mutation("umlauts", (c, r) -> lines(c, l -> l.replace("Abhaengig", "Abhängig"))),
          new Mutation(
              "decomposed", (c, r) -> lines(c, l -> Normalizer.normalize(l, Normalizer.Form.NFD))),
          new Mutation("loose lists", (c, r) -> lines(c, l -> l.startsWith("- ") ? l + "\n" : l)));

  private static final Set<String> BULLETS =
      Set.of("other bullet", "plus bullet", "numbers", "wide bullet", "tab behind bullet");

  private interface Line {
    String change(String line);
  }

  private static List<String> lines(List<String> card, Line change) {
    var out = new ArrayList<String>();
    boolean code = false;
    for (String line : card) {
      code ^= line.startsWith("```");
      out.addAll(List.of((code ? line : change.change(line)).split("\n", -1)));
    }
    return out;
  }

  private static String upper(String line) {
    int colon = line.indexOf(": ");
    return line.startsWith("- ") && colon > 0 && colon < 12
        ? line.substring(0, colon).toUpperCase(java.util.Locale.ROOT) + line.substring(colon)
        : line;
  }

  private static List<String> with(List<String> card, String... more) {
    return Stream.concat(card.stream(), Stream.of(more)).toList();
  }

  /** A paragraph in front of a heading, where it cannot continue a list item. */
  private static List<String> prose(List<String> card, Random random) {
    String paragraph = PROSE.get(random.nextInt(PROSE.size()));
    return lines(card, l -> l.startsWith("#") ? "<!-- -->\n\n" + paragraph + "\n\n" + l : l);
  }

  private static List<String> frontMatter(List<String> card, Random random) {
    return card.getFirst().equals("---")
        ? card
        : Stream.concat(Stream.of("---", "title: x", "Dienst: y", "---"), card.stream()).toList();
  }

  private static List<String> mission() {
    return new String(BrokenCardsTest.resource("/mission-shape.md"), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static ServiceCard read(String text) {
    ReadCard read = CardReader.read("card.md", text.getBytes(StandardCharsets.UTF_8));
    assertThat(read.findings()).as(text).isEmpty();
    return read.card().orElseThrow();
  }

  private static void same(List<String> mutated, Random random) {
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    String text = (random.nextBoolean() ? "\uFEFF" : "") + String.join(end, mutated);
    assertThat(read(text).facts()).as(text).isEqualTo(read(String.join("\n", mission())).facts());
  }

  static Stream<Mutation> mutations() {
    return MUTATIONS.stream();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void oneMutationKeepsTheFacts(Mutation mutation) {
    for (int seed = 0; seed < 6; seed++) {
      var random = new Random(seed);
      same(mutation.change().apply(mission(), random), random);
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void chainsOfMutationsKeepTheFacts(int seed) {
    var random = new Random(seed);
    List<String> card = mission();
    // Each at most once: a bullet widened twice is code to CommonMark, and no longer the same card.
    var left = new ArrayList<>(MUTATIONS);
    Collections.shuffle(left, random);
    boolean bullet = false;
    for (Mutation mutation : left.subList(0, 1 + random.nextInt(5))) {
      boolean again = bullet && BULLETS.contains(mutation.name());
      bullet |= BULLETS.contains(mutation.name());
      card = again ? card : mutation.change().apply(card, random);
    }
    same(card, random);
  }
}
