package zone.otta.ralf.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.port.Secret;

class RedactorTest {
  private static final String SECRET = "p\"a's\\s w/o+r&d=$x";
  private static final String URL_IN_LOWER_CASE = "p%22a%27s%5cs+w%2fo%2br%26d%3d%24x";
  private final Redactor redactor = new Redactor();

  private void learn(String value) {
    redactor.learn(new Secret(value.toCharArray()));
  }

  static List<String> forms() {
    String url = URLEncoder.encode(SECRET, UTF_8);
    return List.of(
        SECRET,
        url,
        url.replace("+", "%20"),
        URL_IN_LOWER_CASE,
        "p\\\"a's\\\\s w/o+r&d=$x",
        "p\\\"a's\\\\s w\\/o+r&d=$x",
        "p\"a'\\''s\\s w/o+r&d=$x",
        "p\\\"a's\\\\s w/o+r&d=\\$x",
        "p\"a''s\\s w/o+r&d=$x",
        HexFormat.of().formatHex(SECRET.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void every_form_is_masked(String form) {
    learn(SECRET);
    assertThat(redactor.redact("before " + form + " after")).isEqualTo("before *** after");
  }

  static Stream<String> users() {
    return Stream.of("", "u", "us", "use", "user", "a-long-user-name");
  }

  @ParameterizedTest
  @MethodSource("users")
  void base64_is_masked_wherever_the_secret_starts(String user) {
    learn("correct-horse-battery");
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String header =
          encoder.encodeToString((user + ":correct-horse-battery:more").getBytes(UTF_8));
      String masked = redactor.redact(header);
      assertThat(masked).contains("***");
      String rest = masked.substring(masked.indexOf("***") + 3);
      assertThat(rest.length()).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void the_longest_goes_first_so_that_no_rest_stays() {
    learn("secret-one");
    learn("secret-one-and-more");
    assertThat(redactor.redact("x secret-one-and-more y secret-one z")).isEqualTo("x *** y *** z");
  }

  @Test
  void other_text_stays_as_it_is() {
    learn(SECRET);
    String text = "postgres-ops 10.10.20.10 Grün: p\"a's\n";
    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void a_stream_masks_what_arrives_in_pieces() {
    learn("correct-horse-battery");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream guarded = new PrintStream(redactor.guard(out), true, UTF_8)) {
      for (char c : "ä password correct-horse-battery\nlast correct-horse-battery".toCharArray()) {
        guarded.write(
            String.valueOf(c).getBytes(UTF_8), 0, String.valueOf(c).getBytes(UTF_8).length);
      }
    }
    assertThat(out.toString(UTF_8)).isEqualTo("ä password ***\nlast ***");
  }

  @Test
  void a_secret_that_ends_as_it_starts_does_not_slip_through_a_flush() throws IOException {
    learn("canary-and-c");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream guarded = redactor.guard(out);
    guarded.write("is it canary-and-c".getBytes(UTF_8));
    guarded.flush();
    assertThat(out.toString(UTF_8)).isEqualTo("is it ***");
    guarded.write(" Go on? ".getBytes(UTF_8));
    guarded.flush();
    assertThat(out.toString(UTF_8)).isEqualTo("is it *** Go on? ");
  }

  @Test
  void it_does_not_show_what_it_knows() {
    learn("correct-horse-battery");
    assertThat(redactor.toString()).isEqualTo("Redactor");
  }
}
