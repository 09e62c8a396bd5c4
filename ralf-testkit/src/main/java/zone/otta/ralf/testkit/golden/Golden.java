package zone.otta.ralf.testkit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file in the repository, a golden file. Files are written only under {@code
 * -Dralf.golden.write=true} and never where {@code CI} is set, so that nobody's build approves its
 * own output. A golden file only shows that nothing changed: beside each, assert what matters by
 * hand.
 */
public final class Golden {
  private static final String WRITE = "ralf.golden.write";

  private Golden() {}

  /**
   * @param file relative to the module, for example {@code src/test/resources/golden/check.txt}
   * @throws AssertionError with a diff if the file holds another text or does not exist
   */
  public static void assertEquals(Path file, String text) {
    if (mayWrite(Boolean.getBoolean(WRITE), System.getenv("CI") != null)) {
      write(file, text);
      return;
    }
    compare(file, text);
  }

  static boolean mayWrite(boolean asked, boolean ci) {
    return asked && !ci;
  }

  static void compare(Path file, String text) {
    String hint = "; if the new text is right, run the test with -D" + WRITE + "=true";
    if (!Files.exists(file)) {
      throw new AssertionError("no golden file " + file + hint + "\n" + text);
    }
    String golden = read(file);
    if (!golden.equals(text)) {
      throw new AssertionError(
          "differs from " + file + hint + "\n" + new LineDiff(golden, text).text());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
