package zone.otta.ralf.workspace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReading.Malformed;
import zone.otta.ralf.workspace.json.JsonReading.Parsed;

class JsonReaderTest {
  private final JsonReader reader = new JsonReader();

  @Test
  void members_keep_their_order() {
    assertThat(value(" {\"b\":1,\"a\":[true,null,\"x\"],\"\":{}} "))
        .isEqualTo(
            Json.object()
                .with("b", 1)
                .with(
                    "a",
                    new Json.Arr(
                        java.util.List.of(new Json.Bool(true), new Json.Null(), new Json.Str("x"))))
                .with("", Json.object()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "0", "-1"})
  void whole_numbers_of_64_bits_are_read(String number) {
    assertThat(value(number)).isEqualTo(new Json.Num(Long.parseLong(number)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1,\"a\":2}|a name occurs twice in an object",
        "9223372036854775808|a number is not a whole number of 64 bits",
        "[1.0]|a number is not a whole number of 64 bits",
        "1e2|a number is not a whole number of 64 bits",
        "{} {}|more text after the value",
        "[1,]|not valid JSON",
        "{\"a\":1,}|not valid JSON",
        "{'a':1}|not valid JSON",
        "{a:1}|not valid JSON",
        "[1 /* one */]|not valid JSON",
        "01|not valid JSON",
        "+1|not valid JSON",
        "NaN|not valid JSON",
        "\"\\x\"|not valid JSON",
        "\"a\tb\"|not valid JSON",
        "\"open|not valid JSON",
        "[[1]|not valid JSON",
        "tru|not valid JSON",
        "]|not valid JSON",
        "\uFEFF{}|not valid JSON",
        "{\"\\ud800\":1}|not valid JSON",
      })
  void anything_else_is_refused(String text, String reason) {
    assertThat(malformed(text).reason().en()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n "})
  void nothing_is_no_value(String text) {
    assertThat(malformed(text).reason().en()).isEqualTo("a value is missing");
  }

  @Test
  void a_problem_has_its_place() {
    Malformed problem = malformed("{\n  \"a\": 1,\n  \"a\": 2\n}");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.column()).isEqualTo(3);
    assertThat(problem.text().de())
        .isEqualTo("Zeile 3, Spalte 3: ein Name steht zweimal im Objekt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary",
        "{\"canary\":1,\"canary\":2}",
        "{\"a\":canary}",
        "\"canary",
        "[\"canary\\q\"]",
        "{\"canary\" 1}",
        "\"canary\u0001\"",
        "{\"a\":\"canary\"} canary"
      })
  void a_problem_repeats_nothing_of_the_input(String text) {
    assertThat(malformed(text).toString()).doesNotContain("canary");
  }

  @Test
  void depth_is_limited() {
    String deep = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);
    assertThat(reader.read(deep)).isInstanceOf(Parsed.class);
    assertThat(malformed("[" + deep + "]").reason().en()).isEqualTo("nested too deep or too long");
    assertThat(malformed("[".repeat(1_000_000)).reason().en())
        .isEqualTo("nested too deep or too long");
  }

  @Test
  void size_is_limited() {
    var small = new JsonReader(10);
    assertThat(small.read("\"12345678\"")).isInstanceOf(Parsed.class);
    assertThat(small.read("\"123456789\"")).isInstanceOf(Malformed.class);
    assertThat(small.read("\"äääää\"".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void only_utf8_is_read() {
    assertThat(reader.read("\"ä\"".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Parsed(new Json.Str("ä")));
    assertThat(reader.read("\"ä\"".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Malformed.class);
    assertThat(reader.read("{}".getBytes(StandardCharsets.UTF_16))).isInstanceOf(Malformed.class);
    byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    assertThat(reader.read(surrogate)).isInstanceOf(Malformed.class);
  }

  private Json value(String text) {
    return reader.read(text).orThrow(problem -> new IllegalStateException(problem.toString()));
  }

  private Malformed malformed(String text) {
    return (Malformed) reader.read(text);
  }
}
