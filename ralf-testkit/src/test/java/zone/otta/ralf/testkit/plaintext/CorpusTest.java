package zone.otta.ralf.testkit.plaintext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.testkit.golden.Golden;

/**
 * How good the scan for plaintext secrets is on files labelled by hand. The golden file names each
 * miss and each false alarm, so that a rule that changes one of them is seen; it is a record, not a
 * goal. {@code held-back} was written before the rules.
 */
class CorpusTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/plaintext-corpus.txt");
  private final List<Judged> judged =
      List.of(new Judged(Corpus.read("open")), new Judged(Corpus.read("held-back")));

  @Test
  void figuresMissesAndFalseAlarms() {
    var lines = new ArrayList<String>();
    lines.add("corpus       secret  found  missed  not secret  false alarms  precision  recall");
    judged.forEach(j -> lines.add(j.row()));
    part(lines, "missed", Judged::misses);
    part(lines, "false alarms", Judged::alarms);
    part(lines, "not blotted out whole", Judged::inPart);
    part(lines, "found as another kind", Judged::otherKind);
    String report = String.join("\n", lines) + "\n";
    System.out.print(report);
    Golden.assertEquals(GOLDEN, report);
  }

  private void part(List<String> lines, String title, Function<Judged, List<String>> list) {
    lines.add("");
    lines.add(title);
    judged.stream().flatMap(j -> list.apply(j).stream()).forEach(line -> lines.add("  " + line));
  }

  /** Below this the scan would be of no use; the figures themselves are in the golden file. */
  @Test
  void mostSecretsAreFoundAndAlarmsAreRarelyFalse() {
    assertThat(judged.stream().mapToInt(j -> j.secret() + j.open()).sum()).isGreaterThan(250);
    for (Judged corpus : judged) {
      assertThat(corpus.found()).isGreaterThan(corpus.secret() * 4 / 5);
      assertThat(corpus.alarms().size()).isLessThan(corpus.open() / 10);
    }
  }
}
