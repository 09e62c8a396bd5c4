package zone.otta.ralf.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.guest.Sha256;

class ChainHashTest {
  private static final ChainHash START = ChainHash.start(StreamName.run(7));

  @Test
  void the_next_one_covers_the_bytes_that_its_form_says() {
    NewEvent event = new NewEvent(new UUID(1, 2), "counted", 3, "{\"a\":\"ä\"}");
    byte[] covered =
        HexFormat.of()
            .parseHex(
                START.hex()
                    + "0000000000000005"
                    + "00000000000000010000000000000002"
                    + "0000000000000003"
                    + "00000007636f756e746564"
                    + "0000000a7b2261223a22c3a4227d");
    assertThat(START.next(5, event).hex()).isEqualTo(Sha256.of(covered).hex());
  }

  @Test
  void it_comes_from_its_bytes() {
    assertThat(ChainHash.of(START.bytes())).isEqualTo(START);
    assertThat(START.bytes()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "A", "zz"})
  void what_is_no_hash_is_refused(String end) {
    String hex =
        START.hex().substring(end.isEmpty() ? 1 : 0, end.equals("00") ? 64 : 64 - end.length());
    assertThatThrownBy(() -> new ChainHash(hex + end)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChainHash.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
