package zone.otta.ralf.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  private static final List<String> BITS =
      List.of(
          "'", "\"", "\\", "$", "`", "$(id)", " ", "\t", "\n", "*", "?", "[a]", "{a,b}", "~", "#",
          "!", ";", "&", "|", "<", ">", "(", ")", "=", "-", "--", "%", "ü", "„", "🐘", "a", "B7",
          "/", ".", ":", ",", "^");

  @Test
  void aRealShellReadsTheSameWordsBack() throws Exception {
    var random = new Random(20010);
    var argvs = new ArrayList<List<String>>();
    var script = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      List<String> argv = words(random);
      argvs.add(argv);
      script.append("show ").append(ShellWords.quote(argv)).append('\n');
    }
    assertThat(run(script.toString())).isEqualTo(shown(argvs));
  }

  private static List<String> words(Random random) {
    var words = new ArrayList<String>();
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      var word = new StringBuilder();
      for (int bits = random.nextInt(6); bits > 0; bits--) {
        word.append(BITS.get(random.nextInt(BITS.size())));
      }
      words.add(word.toString());
    }
    return words;
  }

  /** Each word ends with a byte that no word holds. */
  private static String run(String calls) throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(
          "show() { for w in \"$@\"; do printf '%s\\001' \"$w\"; done; printf '\\002'; }\n"
              .getBytes(StandardCharsets.UTF_8));
      in.write(calls.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out;
  }

  private static String shown(List<List<String>> argvs) {
    var text = new StringBuilder();
    for (List<String> argv : argvs) {
      argv.forEach(word -> text.append(word).append('\1'));
      text.append('\2');
    }
    return text.toString();
  }

  @Test
  void aFirstWordWithAnEqualsSignIsNoAssignment() {
    assertThat(ShellWords.quote(List.of("A=b", "c=d"))).isEqualTo("'A=b' c=d");
  }

  @Test
  void nothingIsAWordToo() {
    assertThat(ShellWords.quote(List.of("a", "", "b"))).isEqualTo("a '' b");
  }

  @Test
  void noArgumentHoldsNul() {
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.quote(List.of("a\0b")));
  }
}
