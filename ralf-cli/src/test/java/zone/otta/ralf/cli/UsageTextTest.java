package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTextTest {
  @ParameterizedTest
  @CsvSource({
    "other.md, other.md",
    "--colour, --colour",
    "--password s3cret other.md, --password ... other.md",
    "--password=s3cret other.md, --password=... other.md",
    "-p s3cret --token t0ken, -p ... --token ...",
    "a=b, a=b"
  })
  void theValueOfAnOptionThatThereIsNotIsNotShown(String words, String shown) {
    assertThat(UsageText.shown(List.of(words.split(" ")))).isEqualTo(shown);
  }
}
