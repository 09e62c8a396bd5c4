package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kit is green on a right tunnel, and red on each wrong one for the rule it was written for.
 */
class TunnelContractTest {
  /** Private, so that JUnit does not run the wrong ones as tests of their own. */
  private static final class Kit extends TunnelContract {
    private final Set<TunnelMistake> mistakes;

    Kit(Set<TunnelMistake> mistakes) {
      this.mistakes = mistakes;
    }

    @Override
    protected TunnelWorld open() {
      return new DirectTunnelWorld(mistakes);
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(2);
    }
  }

  @Nested
  class MemoryTunnelKeepsIt extends TunnelContract {
    @Override
    protected TunnelWorld open() {
      return new DirectTunnelWorld(EnumSet.noneOf(TunnelMistake.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongTunnelIsShownRed(TunnelMistake mistake) {
    assertThat(RuleRunner.broken(() -> new Kit(EnumSet.of(mistake))).keySet())
        .containsAll(mistake.rules());
  }
}
