package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit is green on a right host, and red on each wrong one for the rule it was written for. */
class ContainerHostContractTest {
  private static ContainerHostContract kit(Set<HostMistake> mistakes) {
    return new Kit(mistakes);
  }

  /** Private, so that JUnit does not run the wrong ones as tests of their own. */
  private static final class Kit extends ContainerHostContract {
    private final Set<HostMistake> mistakes;

    Kit(Set<HostMistake> mistakes) {
      this.mistakes = mistakes;
    }

    @Override
    protected ContainerHostWorld open() {
      return new ReferenceNode(mistakes);
    }
  }

  @Nested
  class RightHost extends ContainerHostContract {
    @Override
    protected ContainerHostWorld open() {
      return new ReferenceNode(EnumSet.noneOf(HostMistake.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongHostIsShownRed(HostMistake mistake) {
    assertThat(RuleRunner.broken(() -> kit(EnumSet.of(mistake))).keySet())
        .containsAll(mistake.rules());
  }

  @Test
  void everyRuleHasAMistakeItNotices() {
    var noticed = new TreeSet<String>();
    for (HostMistake mistake : HostMistake.values()) {
      noticed.addAll(mistake.rules());
    }
    assertThat(noticed).hasSize(21);
  }
}
