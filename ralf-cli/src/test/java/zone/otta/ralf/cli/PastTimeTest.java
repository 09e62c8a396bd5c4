package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.cli.session.PastTime;
import zone.otta.ralf.cli.session.Refused;

/** Times as people say them. */
class PastTimeTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "now, 2026-11-24T10:00:00Z",
    "-2h, 2026-11-24T08:00:00Z",
    "2h, 2026-11-24T08:00:00Z",
    "90m, 2026-11-24T08:30:00Z",
    "-30s, 2026-11-24T09:59:30Z",
    "-7d, 2026-11-17T10:00:00Z",
    "1w, 2026-11-17T10:00:00Z",
    "2026-11-24, 2026-11-24T00:00:00Z",
    "2026-11-23T18:30, 2026-11-23T18:30:00Z",
    "2026-11-23T18:30:05, 2026-11-23T18:30:05Z",
    "2026-11-23T18:30Z, 2026-11-23T18:30:00Z",
    "2026-11-23T18:30:05.25Z, 2026-11-23T18:30:05.250Z",
    "2026-11-24T11:00+01:00, 2026-11-24T10:00:00Z"
  })
  void areUnderstood(String word, String moment) {
    assertThat(PastTime.parse(word).orElseThrow().moment(NOW)).isEqualTo(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "2",
        "h",
        "-2",
        "--2h",
        "2h30m",
        "1234567h",
        "2 h",
        "1y",
        "yesterday",
        "24.11.2026",
        "2026-11",
        "2026-02-30",
        "2026-11-24T25:00",
        "2026-11-24 10:00",
        "1969-12-31",
        "+1000000000-12-31"
      })
  void othersAreNone(String word) {
    assertThat(PastTime.parse(word)).isEmpty();
  }

  @Test
  void whatIsToComeIsRefused() {
    assertThatThrownBy(() -> PastTime.parse("2026-11-24T10:01").orElseThrow().moment(NOW))
        .isInstanceOf(Refused.class)
        .hasMessage("RALF-J013");
  }
}
