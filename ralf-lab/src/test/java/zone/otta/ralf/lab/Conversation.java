package zone.otta.ralf.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A recorded SSH conversation; the format is in its README. */
final class Conversation {
  /** One call; {@code replayable} unless it was cut, or its data are not in the recording. */
  record Entry(String line, String input, String out, String err, int exit, boolean replayable) {}

  private static final Pattern RUN = Pattern.compile("<(\\d+) x '(.)'>");
  private final byte[] bytes;
  private int at;

  private Conversation(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<Entry> read(Path file) throws IOException {
    return new Conversation(Files.readAllBytes(file)).entries();
  }

  private List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    String line = null;
    String input = "";
    String out = "";
    String err = "";
    boolean replayable = true;
    while (at < bytes.length) {
      String text = line();
      if (text.startsWith("### ")) {
        line = expand(text.substring(4));
        input = "";
        out = "";
        err = "";
        replayable = true;
      } else if (text.startsWith("[rc] ")) {
        boolean ended = text.matches("\\[rc\\] \\d+");
        int exit = ended ? Integer.parseInt(text.substring(5)) : -1;
        entries.add(new Entry(line, input, out, err, exit, replayable && ended));
      } else if (text.matches("\\[(cmd|in|out|err)\\] \\d+")) {
        String block = block(Integer.parseInt(text.replaceAll("\\D", "")));
        switch (text.charAt(1)) {
          case 'c' -> line = block;
          case 'i' -> input = block;
          case 'o' -> out = block;
          default -> err = block;
        }
      } else if (text.matches("\\[(in|out|err)\\] .*")) {
        replayable = false; // binary, only its sum is recorded
      }
    }
    return entries;
  }

  private String line() {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    at = end + 1;
    return text;
  }

  private String block(int length) {
    String text = new String(Arrays.copyOfRange(bytes, at, at + length), StandardCharsets.UTF_8);
    at += length;
    if (at < bytes.length && !text.endsWith("\n")) {
      at++;
    }
    return expand(text);
  }

  private static String expand(String text) {
    return RUN.matcher(text).replaceAll(m -> m.group(2).repeat(Integer.parseInt(m.group(1))));
  }
}
