package zone.otta.ralf.workspace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReading.Parsed;

/** What the domain writes is read as what it was, in each of its three forms. */
class JsonRoundTripTest {
  private static final int VALUES = 500;
  private static final String ODD =
      "\"\\/\b\f\n\r\t\0\u0001\u001f\u007f\u0080\u0085\u00a0\u2028\u2029\ufeff\ufffd\uffff\ud800\udfff"
          + "aZ09 äöüßẞ你\uD83D\uDE00";
  private final JsonReader reader = new JsonReader();

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20260101})
  void every_form_reads_back(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < VALUES; i++) {
      Json json = value(random, 5);
      for (String form : List.of(json.compact(), json.pretty())) {
        assertThat(reader.read(form)).as("seed %d, value %d", seed, i).isEqualTo(new Parsed(json));
        assertThat(reader.read(form.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Parsed(json));
      }
      Json sorted = reader.read(json.canonical()).orThrow(p -> new IllegalStateException());
      assertThat(sorted.compact()).isEqualTo(json.canonical());
      assertThat(sorted.canonical()).isEqualTo(json.canonical());
      assertThat(json.compact()).doesNotContain("\n", "\0");
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json.compact())).isTrue();
    }
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(random.nextBoolean());
      case 2 -> new Json.Num(random.nextLong() >> random.nextInt(64));
      case 3, 4, 5 -> new Json.Str(text(random));
      case 6 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static Json array(Random random, int depth) {
    List<Json> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(value(random, depth - 1));
    }
    return new Json.Arr(items);
  }

  private static Json object(Random random, int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      members.put(name(random), value(random, depth - 1));
    }
    return new Json.Obj(
        members.entrySet().stream().map(e -> new Json.Member(e.getKey(), e.getValue())).toList());
  }

  /** Names are well-formed Unicode; only texts may hold half a surrogate pair. */
  private static String name(Random random) {
    String text = text(random);
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(
          switch (random.nextInt(3)) {
            case 0 -> ODD.charAt(random.nextInt(ODD.length()));
            case 1 -> (char) random.nextInt(0x10000);
            default -> (char) (' ' + random.nextInt(95));
          });
    }
    return text.toString();
  }
}
