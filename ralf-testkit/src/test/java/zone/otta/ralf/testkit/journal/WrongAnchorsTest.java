package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Anchor.End;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongAnchorsTest {
  /** Anchors with one mistake. */
  record Wrong(String red, String mistake, Function<Journal, Anchors> anchors) {
    @Override
    public String toString() {
      return red + " " + mistake;
    }
  }

  /** Anchors of which a part is another. */
  private abstract static class Bent implements Anchors {
    final Journal journal;
    final Anchors right;

    Bent(Journal journal) {
      this.journal = journal;
      this.right = Anchors.over(journal);
    }

    @Override
    public Anchor take() {
      return right.take();
    }

    @Override
    public Optional<Text> differs(Anchor then) {
      return right.differs(then);
    }

    /** What it finds, but for what has the words. */
    Optional<Text> unless(Anchor then, String words) {
      return right.differs(then).filter(t -> !t.en().contains(words));
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong(
            "an01",
            "knows no empty journal",
            j ->
                new Bent(j) {
                  @Override
                  public Optional<Text> differs(Anchor then) {
                    return then.heads().isEmpty()
                        ? Optional.of(Text.same("no streams"))
                        : super.differs(then);
                  }
                }),
        new Wrong(
            "an02",
            "overlooks a stream",
            j ->
                new Bent(j) {
                  @Override
                  public Anchor take() {
                    Map<StreamName, End> heads = new HashMap<>(right.take().heads());
                    heads.remove(new StreamName("service"));
                    return Anchor.of(heads.values().stream().mapToLong(End::version).sum(), heads);
                  }
                }),
        new Wrong(
            "an03",
            "compares with the present",
            j ->
                new Bent(j) {
                  @Override
                  public Optional<Text> differs(Anchor then) {
                    return take().equals(then)
                        ? Optional.empty()
                        : super.differs(then).or(() -> Optional.of(Text.same("changed")));
                  }
                }),
        new Wrong("an04", "does not count", j -> blind(j, "cut off")),
        new Wrong("an05", "does not miss a stream", j -> blind(j, "is gone")),
        new Wrong("an06", "does not compare hashes", j -> blind(j, "another history")));
  }

  private static Anchors blind(Journal journal, String words) {
    return new Bent(journal) {
      @Override
      public Optional<Text> differs(Anchor then) {
        return unless(then, words);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_anchors_break_their_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(wrong.anchors()))).contains(wrong.red());
  }

  @Test
  void right_anchors_break_none_and_every_rule_was_seen_red() {
    assertThat(BrokenRules.of(() -> kit(Anchors::over))).isEmpty();
    assertThat(wrong().stream().map(Wrong::red))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 6).mapToObj("an%02d"::formatted).toList());
  }

  private static AnchorsContract kit(Function<Journal, Anchors> anchors) {
    return new AnchorsContract() {
      @Override
      protected Store open() {
        var journal = new MemoryJournal();
        return new Store(journal, anchors.apply(journal));
      }
    };
  }
}
