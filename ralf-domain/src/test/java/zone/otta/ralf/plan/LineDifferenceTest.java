package zone.otta.ralf.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineDifferenceTest {
  @ParameterizedTest
  @CsvSource({
    "a b c, a b c, ''",
    "a b c, x a b c, 1:-/x",
    "a b c, a b c x, 4:-/x",
    "a b c, a c, 2:b/-",
    "a b c, a x c, 2:b/x",
    "a b c, '', 1:a/- 2:b/- 3:c/-",
    "'', x, 1:-/x",
    "a b c d, a x c y d, 2:b/x 4:-/y",
    "a b, a x y, 2:b/x 3:-/y"
  })
  void placeAndBothSides(String wanted, String found, String changes) {
    assertThat(
            LineDifference.between(words(wanted), words(found)).stream()
                .map(c -> c.at() + ":" + side(c.wanted()) + "/" + side(c.found()))
                .toList())
        .isEqualTo(words(changes));
  }

  private static String side(Optional<String> line) {
    return line.orElse("-");
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @Test
  void orderCounts() {
    assertThat(LineDifference.between(List.of("a", "b"), List.of("b", "a"))).hasSize(2);
  }
}
