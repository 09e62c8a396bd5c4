package zone.otta.ralf.lab.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 on one connection as pveproxy speaks it: the text of an error is in the reason phrase,
 * no chunks, no body on GET and DELETE, nothing above 512 KiB, five seconds without a request end
 * it (proxmox.md section 4). The JDK's server cannot send a reason phrase of its own.
 */
final class Wire implements AutoCloseable {
  private static final int IDLE_MILLIS = 5000;
  private static final int MOST_HEAD = 64 << 10;
  private static final int MOST_BODY = 512 << 10;
  private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
  private final InstantSource clock;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /**
   * @param clock what replies are dated by
   */
  Wire(Socket socket, InstantSource clock) throws IOException {
    this.clock = clock;
    this.socket = socket;
    socket.setSoTimeout(IDLE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /**
   * The next request; empty at the end of the connection.
   *
   * @throws Refusal if it is none that the server takes
   */
  Optional<Request> next() throws IOException, Refusal {
    String first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = headers();
    String[] words = first.split(" ");
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw Refusal.bare(506, "http protocol version not supported");
    }
    if (!words[0].matches("GET|PUT|POST|DELETE")) {
      throw Refusal.bare(501, "method '" + words[0] + "' not available");
    }
    if (headers.containsKey("transfer-encoding")) {
      throw Refusal.bare(501, "chunked transfer encoding not supported");
    }
    byte[] body = body(words[0], headers.getOrDefault("content-length", "0"));
    return Optional.of(new Request(words[0], words[1], headers, body));
  }

  private byte[] body(String method, String length) throws IOException, Refusal {
    int bytes = length.matches("\\d{1,8}") ? Integer.parseInt(length) : MOST_BODY + 1;
    if (bytes > MOST_BODY) {
      throw Refusal.bare(501, "for data too large");
    }
    if (bytes > 0 && method.matches("GET|DELETE")) {
      throw Refusal.bare(501, "Unexpected content for method '" + method + "'");
    }
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new IOException("cut request");
    }
    return body;
  }

  private Map<String, String> headers() throws IOException {
    var headers = new HashMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
      if (line.size() > MOST_HEAD) {
        throw new IOException("line too long");
      }
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /** Sends a reply; true if the connection stays. */
  boolean send(Reply reply) throws IOException {
    out.write(bytes(reply));
    out.flush();
    return reply.connection() != Reply.Connection.CLOSED;
  }

  /** Sends the first half of a reply. */
  void sendHalf(Reply reply) throws IOException {
    byte[] whole = bytes(reply);
    out.write(Arrays.copyOf(whole, whole.length / 2));
    out.flush();
  }

  private byte[] bytes(Reply reply) {
    byte[] body =
        reply.body().map(b -> b.compact().getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
    String now = DATE.format(clock.instant().atZone(ZoneOffset.UTC));
    var head = new StringBuilder("HTTP/1.1 " + reply.status() + " " + reply.reason() + "\r\n");
    head.append("Cache-Control: max-age=0\r\n");
    switch (reply.connection()) {
      case KEPT -> head.append("Connection: Keep-Alive\r\n");
      case KEPT_BY_THE_PROXY -> head.append("Connection: close\r\nConnection: Keep-Alive\r\n");
      case CLOSED -> head.append("Connection: close\r\n");
    }
    head.append("Date: ").append(now).append("\r\nPragma: no-cache\r\n");
    head.append("Server: pve-api-daemon/3.0\r\n");
    if (reply.body().isPresent()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
      head.append("Content-Type: application/json;charset=UTF-8\r\n");
    }
    head.append("Expires: ").append(now).append("\r\n\r\n");
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** Whether the client has closed its side; waits a moment to see. */
  boolean left() {
    try {
      socket.setSoTimeout(50);
      in.mark(1);
      int read = in.read();
      in.reset();
      return read < 0;
    } catch (SocketTimeoutException still) {
      return false;
    } catch (IOException gone) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
