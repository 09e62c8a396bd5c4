package zone.otta.ralf.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongNamesTest {
  /**
   * @param red the rule that names the mistake; others may fail with it
   */
  record Wrong(String red, Function<MemoryZone, InternalDns> adapter) {
    @Override
    public String toString() {
      return red + " " + adapter.apply(new MemoryZone()).getClass().getSimpleName();
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("dn01", WrongNames.ConfusesInnerNodes::new),
        new Wrong("dn02", WrongNames.ForgetsMark::new),
        new Wrong("dn03", WrongNames.LosesPointer::new),
        new Wrong("dn04", WrongNames.SeesTheWish::new),
        new Wrong("dn05", WrongNames.AsksForOneType::new),
        new Wrong("dn06", WrongNames.TakesTheFirst::new),
        new Wrong("dn07", WrongNames.AbsentOnTimeout::new),
        new Wrong("dn08", WrongNames.BelievesHearsay::new),
        new Wrong("dn09", WrongNames.Overwrites::new),
        new Wrong("dn10", WrongNames.AdoptsSilently::new),
        new Wrong("dn11", WrongNames.WipesNeighbours::new),
        new Wrong("dn12", WrongNames.ReplacesTheUnseen::new),
        new Wrong("dn13", WrongNames.BelievesUnsigned::new),
        new Wrong("dn14", WrongNames.SendsTwice::new),
        new Wrong("dn16", WrongNames.CachesNothing::new),
        new Wrong("dn17", WrongNames.EmptyOnSilence::new),
        new Wrong("dn18", WrongRemovals.LeavesMark::new),
        new Wrong("dn19", WrongRemovals.KeepsPointer::new),
        new Wrong("dn20", WrongRemovals.RemovesAnything::new),
        new Wrong("dn21", WrongRemovals.RemovesTheUnseen::new),
        new Wrong("dn22", WrongRemovals.AssumesRemoved::new),
        new Wrong("dn23", WrongNames.DisownsPointers::new),
        new Wrong("dn24", WrongNames.RehearsesNothing::new),
        new Wrong("dn25", WrongNames.GoesOn::new),
        new Wrong("dn26", WrongNames.KnowsNobody::new),
        new Wrong("dn27", WrongNames.ListsEverybody::new),
        new Wrong("dn28", WrongNames.WritesAgain::new),
        new Wrong("dn29", WrongNames.AdoptsAnything::new));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_adapter_breaks_its_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(new MemoryStage(wrong.adapter())))).contains(wrong.red());
  }

  @Test
  void a_stranger_that_hides_the_refusal_breaks_its_rule() {
    assertThat(BrokenRules.of(() -> kit(new HidingStage()))).containsExactly("dn15", "dn24");
  }

  @Test
  void a_right_adapter_breaks_none() {
    assertThat(BrokenRules.of(() -> kit(new MemoryStage()))).isEmpty();
  }

  @Test
  void every_rule_was_seen_red() {
    Stream<String> rules = IntStream.rangeClosed(1, 29).mapToObj("dn%02d"::formatted);
    assertThat(Stream.concat(wrong().stream().map(Wrong::red), Stream.of("dn15")).distinct())
        .containsExactlyInAnyOrderElementsOf(rules.toList());
  }

  static InternalDnsContract kit(DnsStage stage) {
    return new InternalDnsContract() {
      @Override
      protected DnsStage stage() {
        return stage;
      }
    };
  }
}
