package zone.otta.ralf.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.lab.exec.Words;
import zone.otta.ralf.lab.machine.Folders;

/**
 * Every command line that reached an SSH face and every request line that reached the API or the
 * vault, one a line. What came on standard input or in a body is not in it.
 */
final class AccessLog {
  private final Path file;

  AccessLog(Path file) throws IOException {
    this.file = file;
    Folders.writePrivate(file, new byte[0]);
  }

  synchronized void add(String face, String line) {
    try {
      Files.writeString(
          file,
          Instant.now() + " " + face + " " + line.replace("\\", "\\\\").replace("\n", "\\n") + "\n",
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line with RALF's constant scripts called by their names. */
  static String readable(String line) {
    try {
      Words words = Words.parse(line);
      var environment = new StringBuilder();
      words
          .environment()
          .forEach((k, v) -> environment.append(k).append('=').append(v).append(' '));
      return environment + Words.quote(words.argv().stream().map(AccessLog::name).toList());
    } catch (IllegalArgumentException moreThanWords) {
      return line;
    }
  }

  private static String name(String word) {
    if (word.equals(GuestScripts.ASK)) {
      return "ASK";
    }
    if (word.equals(GuestScripts.ASK_NODE)) {
      return "ASK_NODE";
    }
    return word.equals(GuestScripts.WRITE) ? "WRITE" : word;
  }
}
