package zone.otta.ralf.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabNetTest {
  private static final LabNet NET = new LabNet(64);
  private static final String GUEST = "10.10.20.10";

  @ParameterizedTest
  @CsvSource({"10.10.20.10,127.64.20.10", "10.10.0.1,127.64.0.1", "172.31.99.2,127.31.99.2"})
  void card_addresses_have_a_place_on_loopback(String card, String loopback) {
    assertThat(NET.toLoopback(card)).isEqualTo(loopback);
    assertThat(NET.toCard("from " + loopback + ":5432")).isEqualTo("from " + card + ":5432");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.11.0.1",
        "192.0.2.1",
        "127.0.0.1",
        "localhost",
        "10.10.20",
        "10.10.20.256",
        "10.10.20.010",
        "8.8.8.8",
        "172.30.0.1",
        "",
        "::1"
      })
  void nothing_else_is_let_through(String address) {
    assertThatThrownBy(() -> NET.toLoopback(address)).isInstanceOf(IllegalArgumentException.class);
    assertThat(NET.toLoopbackOrNowhere(address)).isEqualTo("127.0.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "localhost;127.65.20.10",
        "10.10.20.10;127.64.20.10",
        "localhost,10.10.20.10;127.65.20.10,127.64.20.10",
        "*;127.65.20.10,127.64.20.10",
        "0.0.0.0;127.65.20.10,127.64.20.10"
      })
  void a_wildcard_is_never_bound(String value, String mapped) {
    assertThat(NET.listen(value, GUEST)).isEqualTo(mapped);
  }

  @ParameterizedTest
  @CsvSource({
    "10.10.0.0/16,127.64.0.0/16",
    "10.10.20.0/24,127.64.20.0/24",
    "10.0.0.0/8,127.64.0.0/16",
    "127.0.0.1/32,127.65.20.10/32",
    "all,all",
    "::1/128,::1/128",
    "0.0.0.0/0,0.0.0.0/0",
    "172.31.0.0/16,127.31.0.0/16"
  })
  void rules_are_for_the_mapped_addresses(String address, String mapped) {
    assertThat(NET.hbaAddress(address, GUEST)).isEqualTo(mapped);
  }

  @Test
  void claims_are_exclusive_and_end_with_close() throws Exception {
    try (LabNet.Claim one = LabNet.claim();
        LabNet.Claim two = LabNet.claim()) {
      assertThat(two.net()).isNotEqualTo(one.net());
      assertThat(LabNet.free(one.net().n())).isFalse();
      one.close();
      assertThat(LabNet.free(one.net().n())).isTrue();
    }
  }

  /** Every face binds what this class says; nobody else knows loopback. */
  @Test
  void no_other_class_contains_a_loopback_address() throws Exception {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      sources = all.filter(p -> p.toString().endsWith(".java")).toList();
    }
    assertThat(sources).hasSizeGreaterThan(30);
    for (Path source : sources) {
      if (!source.endsWith("LabNet.java")) {
        assertThat(Files.readString(source))
            .as(source.toString())
            .doesNotContainPattern("127\\.[\\d\"]");
      }
    }
  }
}
