package zone.otta.ralf.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A recorded REST conversation, with what root did in between; the format is in its README. */
final class RestConversation {
  /**
   * One call.
   *
   * @param line method and path, or a command of root
   * @param authorization the header as recorded
   * @param connection the values of the Connection headers
   */
  record Entry(
      String line,
      Optional<String> authorization,
      String contentType,
      String input,
      int status,
      String reason,
      List<String> connection,
      String out) {
    boolean rest() {
      return line.matches("(GET|PUT|POST|DELETE) /api2/json.*");
    }

    String method() {
      return line.substring(0, line.indexOf(' '));
    }

    String target() {
      return line.substring(line.indexOf(' ') + 1);
    }
  }

  private final byte[] bytes;
  private int at;
  private final List<Entry> entries = new ArrayList<>();
  private String line = "";
  private Optional<String> authorization = Optional.empty();
  private String type = "";
  private String input = "";
  private int status;
  private String reason = "";
  private List<String> connection = new ArrayList<>();
  private String out = "";

  private RestConversation(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<Entry> read(Path file) throws IOException {
    return new RestConversation(Files.readAllBytes(file)).all();
  }

  private List<Entry> all() {
    while (at < bytes.length) {
      String text = text();
      if (text.startsWith("### ")) {
        begin(text.substring(4));
      } else if (text.startsWith("> Authorization: ")) {
        authorization = Optional.of(text.substring("> Authorization: ".length()));
      } else if (text.startsWith("> Content-Type: ")) {
        type = text.substring("> Content-Type: ".length());
      } else if (text.startsWith("HTTP/1.1 ")) {
        status = Integer.parseInt(text.substring(9, 12));
        reason = text.substring(Math.min(13, text.length()));
      } else if (text.startsWith("< Connection: ")) {
        connection.add(text.substring("< Connection: ".length()));
      } else if (text.matches("\\[(in|out)\\] \\d+")) {
        String block = block(Integer.parseInt(text.replaceAll("\\D", "")));
        if (text.startsWith("[in]")) {
          input = block;
        } else {
          out = block;
        }
      } else if (text.startsWith("[ms] ")) {
        entries.add(new Entry(line, authorization, type, input, status, reason, connection, out));
      }
    }
    return entries;
  }

  private void begin(String call) {
    line = call;
    authorization = Optional.empty();
    type = "";
    input = "";
    status = 0;
    reason = "";
    connection = new ArrayList<>();
    out = "";
  }

  private String text() {
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
    return text;
  }
}
