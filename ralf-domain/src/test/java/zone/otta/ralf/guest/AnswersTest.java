package zone.otta.ralf.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final String TWO = "#1 os 0\n ID=debian\n \n last\n#2 unit 3\n#end\n";

  @Test
  void readsExitAndLines() {
    var answers = Answers.parse(TWO, 2).orElseThrow();
    assertThat(answers.get(0).lines()).containsExactly("ID=debian", "", "last");
    assertThat(answers.get(1).exit()).isEqualTo(3);
    assertThat(answers.get(1).lines()).isEmpty();
  }

  @Test
  void everyCutIsNoticed() {
    for (int length = 0; length < TWO.length() - 1; length++) {
      assertThat(Answers.parse(TWO.substring(0, length), 2)).as("cut at " + length).isEmpty();
    }
  }

  @Test
  void anotherNumberOfAnswersIsNoAnswer() {
    assertThat(Answers.parse(TWO, 3)).isEmpty();
    assertThat(Answers.parse(TWO, 1)).isEmpty();
  }
}
