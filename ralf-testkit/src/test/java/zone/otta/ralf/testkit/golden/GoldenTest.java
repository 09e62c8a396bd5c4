package zone.otta.ralf.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
  @TempDir Path folder;

  @Test
  void an_equal_text_passes() {
    Path file = folder.resolve("deep/er/a.txt");
    Golden.write(file, "one\ntwo\n");
    Golden.compare(file, "one\ntwo\n");
  }

  @Test
  void a_missing_file_fails_and_shows_the_text() {
    assertThatThrownBy(() -> Golden.compare(folder.resolve("none.txt"), "the text"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no golden file")
        .hasMessageContaining("ralf.golden.write=true")
        .hasMessageContaining("the text");
  }

  @Test
  void a_difference_fails_with_its_lines() {
    Path file = folder.resolve("a.txt");
    Golden.write(file, "1\n2\n3\n4\n5\n6\n7\n8\n");
    assertThatThrownBy(() -> Golden.compare(file, "1\n2\n3\nfour\n5\n6\n7\n8"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("@@ line 4\n- 4\n+ four\n  5\n  6\n@@ line 8\n- 8\n")
        .hasMessageContaining("+ 8 (no line feed)\n");
  }

  @Test
  void control_characters_are_visible() {
    assertThat(new LineDiff("a\n", "a\r\n").text()).isEqualTo("@@ line 1\n- a\n+ a\\u000d\n");
  }

  @Test
  void files_are_written_only_when_asked_for_and_never_in_ci() {
    assertThat(Golden.mayWrite(true, false)).isTrue();
    assertThat(Golden.mayWrite(true, true)).isFalse();
    assertThat(Golden.mayWrite(false, false)).isFalse();
  }
}
