package zone.otta.ralf.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The list of calls in e2e/agreement, which the lab and the stand-in of the end-to-end runs must
 * answer alike; the format is in its README.
 */
final class Agreement {
  /**
   * One call with its answer, masked.
   *
   * @param source the capture that has it, or {@code not captured}
   * @param answer lines that begin with {@code [out]}, {@code [err]}, {@code [rc]}
   */
  record Entry(String call, String source, List<String> answer) {
    String line() {
      return "LC_ALL=C.UTF-8 " + call.replace("\\n", "\n");
    }
  }

  private Agreement() {}

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("../e2e/agreement"))) {
      return all.filter(p -> p.toString().endsWith(".txt")).sorted().toList();
    }
  }

  static List<Entry> read(Path file) throws IOException {
    var entries = new ArrayList<Entry>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("### ")) {
        entries.add(new Entry(line.substring(4), "", new ArrayList<>()));
      } else if (line.startsWith("[source] ")) {
        Entry last = entries.remove(entries.size() - 1);
        entries.add(new Entry(last.call(), line.substring(9), last.answer()));
      } else if (line.startsWith("[")) {
        entries.get(entries.size() - 1).answer().add(line);
      }
    }
    return entries;
  }

  /** An answer as the files show it. */
  static List<String> answer(String call, int exit, String out, String err) {
    var lines = new ArrayList<String>();
    // What is printed while a volume is made or grown is the tools' own and not to be parsed.
    if (call.startsWith("pct create ") || call.startsWith("pct resize ")) {
      add(lines, "[err] ", err);
    } else {
      add(lines, "[out] ", out);
      add(lines, "[err] ", err);
    }
    lines.add("[rc] " + exit);
    return lines;
  }

  private static void add(List<String> lines, String prefix, String text) {
    text.lines()
        .map(
            l ->
                l.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "YYYY-MM-DD HH:MM:SS")
                    .replaceAll("snaptime(\"?: ?)\\d+", "snaptime$1TIME")
                    .replaceAll("\"digest\":\"[0-9a-f]{40}\"", "\"digest\":\"DIGEST\""))
        .forEach(l -> lines.add((prefix + l).stripTrailing()));
  }
}
