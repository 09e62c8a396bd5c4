package zone.otta.ralf.lab.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.guest.GuestScripts;

/** The judge is the machine's own /bin/sh. */
final class WordsTest {
  private static final int LINES = 300;

  @Test
  void assignments_stand_before_the_command_only() {
    Words words = Words.parse("LC_ALL=C.UTF-8 A='b c' pct exec -- env X=1 'B'=2");
    assertThat(words.environment())
        .containsEntry("LC_ALL", "C.UTF-8")
        .containsEntry("A", "b c")
        .hasSize(2);
    assertThat(words.argv()).containsExactly("pct", "exec", "--", "env", "X=1", "B=2");
  }

  @Test
  void a_quoted_name_is_no_assignment() {
    assertThat(Words.parse("'A'=b c").argv()).containsExactly("A=b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a;b", "a|b", "a>b", "a $x", "a `x`", "\"$x\"", "a*", "~", "x=~", "a #d", "'open", "a\\",
        "a\nb", "(a)", "[ a", "{a", "!a", "a&"
      })
  void more_than_words_is_refused(String line) {
    assertThatThrownBy(() -> Words.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void constant_scripts_survive_quoting() {
    var argv = List.of("sh", "-c", GuestScripts.ASK, "ralf-ask", "a'b", "");
    assertThat(Words.parse(Words.quote(argv)).argv()).isEqualTo(argv);
  }

  @Test
  void a_shell_reads_quoted_words_back() throws Exception {
    var random = new Random(1);
    var lines = new ArrayList<String>();
    var wanted = new ArrayList<List<String>>();
    for (int i = 0; i < LINES; i++) {
      var argv = new ArrayList<String>();
      for (int n = random.nextInt(5) + 1; n > 0; n--) {
        argv.add(word(random));
      }
      wanted.add(argv);
      lines.add(Words.quote(argv));
    }
    assertThat(shell(lines)).isEqualTo(wanted);
    for (int i = 0; i < LINES; i++) {
      assertThat(Words.parse(lines.get(i)).argv()).isEqualTo(wanted.get(i));
    }
  }

  @Test
  void an_accepted_line_means_to_a_shell_what_it_means_here() throws Exception {
    var random = new Random(2);
    var lines = new ArrayList<String>();
    var here = new ArrayList<List<String>>();
    while (lines.size() < LINES) {
      String line = "x " + line(random);
      try {
        here.add(Words.parse(line).argv());
        lines.add(line);
      } catch (IllegalArgumentException refused) {
        continue;
      }
    }
    assertThat(shell(lines)).isEqualTo(here);
  }

  private static String word(Random random) {
    return characters(random, "ab '\"\\$`*=~#ü€\n\t-!;|&(){}[]<>?", 8);
  }

  private static String line(Random random) {
    return characters(random, "aaab  ''\"\"\\=ü-.%@/:,#$*", 14);
  }

  private static String characters(Random random, String alphabet, int most) {
    var out = new StringBuilder();
    for (int n = random.nextInt(most); n > 0; n--) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  /** One shell for all lines: each prints its words, NUL after each, and one NUL more. */
  private static List<List<String>> shell(List<String> lines)
      throws IOException, InterruptedException {
    var script =
        new StringBuilder("p() { for w; do printf '%s\\0' \"$w\"; done; printf '\\0E\\0'; }\n");
    lines.forEach(l -> script.append("p ").append(l).append('\n'));
    Process process =
        new ProcessBuilder("/bin/sh", "-c", script.toString()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    var all = new ArrayList<List<String>>();
    for (String one : out.split("\0E\0", -1)) {
      all.add(
          one.isEmpty() ? List.of() : List.of(one.substring(0, one.length() - 1).split("\0", -1)));
    }
    all.remove(all.size() - 1);
    return all;
  }
}
