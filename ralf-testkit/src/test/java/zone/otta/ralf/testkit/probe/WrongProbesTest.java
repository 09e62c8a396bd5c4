package zone.otta.ralf.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongProbesTest {
  static List<WrongProbes.Wrong> wrong() {
    return WrongProbes.all();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_probe_breaks_its_rule(WrongProbes.Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(new MemoryProbeStage(wrong.probe()))))
        .contains(wrong.red());
  }

  @Test
  void a_right_probe_breaks_none() {
    assertThat(BrokenRules.of(() -> kit(new MemoryProbeStage()))).isEmpty();
  }

  @Test
  void every_rule_was_seen_red() {
    Stream<String> rules = IntStream.rangeClosed(1, 11).mapToObj("sp%02d"::formatted);
    assertThat(wrong().stream().map(WrongProbes.Wrong::red))
        .containsExactlyElementsOf(rules.toList());
  }

  private static SmokeProbeContract kit(ProbeStage stage) {
    return new SmokeProbeContract() {
      @Override
      protected ProbeStage stage() {
        return stage;
      }
    };
  }
}
