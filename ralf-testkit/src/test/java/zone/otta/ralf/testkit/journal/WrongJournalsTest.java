package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongJournalsTest {
  /**
   * @param red the rule that names the mistake; others may fail with it
   */
  record Wrong(String red, Supplier<Journal> journal) {
    @Override
    public String toString() {
      return red + " " + journal.get().getClass().getSimpleName();
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("jo01", WrongJournals.StartsElsewhere::new),
        new Wrong("jo02", WrongJournals.Forgets::new),
        new Wrong("jo03", WrongJournals.ForgetsExpectedHead::new),
        new Wrong("jo04", WrongJournals.ForgetsRetries::new),
        new Wrong("jo05", WrongJournals.ComparesIdsOnly::new),
        new Wrong("jo06", WrongJournals.IgnoresIds::new),
        new Wrong("jo07", WrongJournals.TakesAnyBatch::new),
        new Wrong("jo08", WrongJournals.LosesAtomicity::new),
        new Wrong("jo09", WrongJournals.LeavesGaps::new),
        new Wrong("jo09", WrongJournals.Reorders::new),
        new Wrong("jo10", WrongJournals.ChainsTheJournal::new),
        new Wrong("jo11", WrongJournals.OffByOne::new),
        new Wrong("jo12", WrongJournals.NormalisesPayload::new),
        new Wrong("jo13", WrongJournals.AcceptsAnySnapshot::new),
        new Wrong("jo14", WrongJournals.LastSnapshotWins::new),
        new Wrong("jo15", WrongJournals.ChecksThenActs::new),
        new Wrong("jo16", WrongJournals.CriesWolf::new),
        new Wrong("jo17", WrongJournals.ShowsLate::new),
        new Wrong("jo18", WrongJournals.KnowsNoFormerSnapshot::new));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_journal_breaks_its_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(wrong.journal()))).contains(wrong.red());
  }

  @Test
  void a_right_journal_breaks_none() {
    assertThat(BrokenRules.of(() -> kit(MemoryJournal::new))).isEmpty();
  }

  @Test
  void every_rule_was_seen_red() {
    Stream<String> rules = IntStream.rangeClosed(1, 18).mapToObj("jo%02d"::formatted);
    assertThat(wrong().stream().map(Wrong::red).distinct())
        .containsExactlyElementsOf(rules.toList());
  }

  private static JournalContract kit(Supplier<Journal> journal) {
    return new JournalContract() {
      @Override
      protected Journal open() {
        return journal.get();
      }
    };
  }
}
