package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A recorded conversation with the API; the format is in its README. */
final class ApiConversation {
  /** One call and what came back; {@code call} is {@code GET /nodes/pve1/lxc}. */
  record Entry(String call, String sent, int status, String reason, String body) {
    ApiServer.Answer.Reply answer() {
      return new ApiServer.Answer.Reply(status, reason, body, List.of());
    }
  }

  private static final Pattern CALL =
      Pattern.compile("### ((?:GET|POST|PUT|DELETE) )/api2/json(\\S*)");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ?(.*)");
  private static final Pattern BLOCK = Pattern.compile("\\[(in|out)\\] (\\d+)");
  private final byte[] bytes;
  private int at;

  private ApiConversation(byte[] bytes) {
    this.bytes = bytes;
  }

  /** All recorded ones, of both versions. */
  static List<Entry> all() throws IOException {
    var entries = new ArrayList<Entry>();
    try (Stream<Path> files = Files.list(Shared.path("protocols/proxmox-conversations"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().contains("-rest-")).sorted().toList()) {
        entries.addAll(read(file));
      }
    }
    return entries;
  }

  static List<Entry> read(Path file) throws IOException {
    return new ApiConversation(Files.readAllBytes(file)).entries();
  }

  private List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    String call = "";
    String sent = "";
    String body = "";
    int status = 0;
    String reason = "";
    while (at < bytes.length) {
      String text = line();
      Matcher block = BLOCK.matcher(text);
      Matcher head = STATUS.matcher(text);
      if (text.startsWith("### ")) {
        Matcher rest = CALL.matcher(text);
        call = rest.matches() ? rest.group(1) + rest.group(2) : "";
        sent = "";
        body = "";
        status = 0;
      } else if (head.matches()) {
        status = Integer.parseInt(head.group(1));
        reason = head.group(2);
      } else if (block.matches()) {
        String content = block(Integer.parseInt(block.group(2)));
        if (block.group(1).equals("in")) {
          sent = content;
        } else {
          body = content;
        }
      } else if (text.startsWith("[ms] ") && status > 0 && !call.isEmpty()) {
        entries.add(new Entry(call, sent, status, reason, body));
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
    return text;
  }
}
