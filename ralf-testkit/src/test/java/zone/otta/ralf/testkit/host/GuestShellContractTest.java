package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit is green on a right shell, and red on each wrong one for the rule it was written for. */
class GuestShellContractTest {
  /** Private, so that JUnit does not run the wrong ones as tests of their own. */
  private static final class Kit extends GuestShellContract {
    private final Set<ShellMistake> mistakes;

    Kit(Set<ShellMistake> mistakes) {
      this.mistakes = mistakes;
    }

    @Override
    protected GuestShellWorld open() {
      return new ReferenceGuest(mistakes);
    }
  }

  @Nested
  class RightShell extends GuestShellContract {
    @Override
    protected GuestShellWorld open() {
      return new ReferenceGuest(EnumSet.noneOf(ShellMistake.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongShellIsShownRed(ShellMistake mistake) {
    assertThat(RuleRunner.broken(() -> new Kit(EnumSet.of(mistake))).keySet())
        .containsAll(mistake.rules());
  }
}
