package zone.otta.ralf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void canonicalSortsAndCompactKeepsOrder() {
    Json json = Json.object().with("b", 1).with("a", Json.strings(List.of("x"))).with("ä", true);
    assertThat(json.compact()).isEqualTo("{\"b\":1,\"a\":[\"x\"],\"ä\":true}");
    assertThat(json.canonical()).isEqualTo("{\"a\":[\"x\"],\"b\":1,\"ä\":true}");
  }

  @Test
  void controlCharactersAndLoneSurrogatesAreEscaped() {
    assertThat(new Json.Str("\u0001\"\\\n\ud800x😀").compact())
        .isEqualTo("\"\\u0001\\\"\\\\\\n\\ud800x😀\"");
  }

  @Test
  void prettyIndentsByTwo() {
    assertThat(
            Json.object().with("a", Json.object()).with("b", Json.strings(List.of("c"))).pretty())
        .isEqualTo("{\n  \"a\": {},\n  \"b\": [\n    \"c\"\n  ]\n}");
  }

  @Test
  void duplicateNamesAreRefused() {
    assertThatThrownBy(() -> Json.object().with("a", 1).with("a", 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
