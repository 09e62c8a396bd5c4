package zone.otta.ralf.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor.End;

class AnchorTest {
  private static final String BODY =
      """
      ralf-anchor/1
      pos 5
      streams 3
      2 7a346690b02b3a0eee4c38a6a54eac1f0b4b0d2ed9ceb70ee0a5b1ba7ed9e7e3 run:7
      1 0000000000000000000000000000000000000000000000000000000000000000 service
      2 ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff service:postgresql
      """;
  private static final String TEXT = BODY + "root " + Sha256.of(BODY).hex() + "\n";
  private static final Anchor ANCHOR =
      Anchor.of(
          5,
          Map.of(
              new StreamName("service:postgresql"),
              new End(2, hash("f".repeat(64))),
              StreamName.run(7),
              new End(2, hash("7a346690b02b3a0eee4c38a6a54eac1f0b4b0d2ed9ceb70ee0a5b1ba7ed9e7e3")),
              new StreamName("service"),
              new End(1, hash("0".repeat(64)))));

  private static ChainHash hash(String hex) {
    return new ChainHash(hex);
  }

  @Test
  void its_text_is_a_file_format() {
    assertThat(ANCHOR.text()).isEqualTo(TEXT);
    assertThat(Anchor.parse(TEXT)).contains(ANCHOR);
    String none = Anchor.of(0, Map.of()).text();
    assertThat(none).startsWith("ralf-anchor/1\npos 0\nstreams 0\nroot ");
    assertThat(Anchor.parse(none)).contains(Anchor.of(0, Map.of()));
  }

  @Test
  void one_changed_octet_makes_it_none() {
    for (int i = 0; i < TEXT.length(); i++) {
      char other = TEXT.charAt(i) == '1' ? '2' : '1';
      String changed = TEXT.substring(0, i) + other + TEXT.substring(i + 1);
      assertThat(Anchor.parse(changed)).as("at " + i).isEmpty();
      assertThat(Anchor.parse(TEXT.substring(0, i))).as("cut at " + i).isEmpty();
    }
    assertThat(Anchor.parse(TEXT + "\n")).isEmpty();
    assertThat(Anchor.parse(TEXT.replace("\n", "\r\n"))).isEmpty();
  }

  @Test
  void a_position_that_is_not_the_number_of_events_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Anchor.of(3, Map.of(StreamName.run(7), new End(2, hash("0".repeat(64))))));
    assertThatIllegalArgumentException().isThrownBy(() -> new End(0, hash("0".repeat(64))));
  }
}
