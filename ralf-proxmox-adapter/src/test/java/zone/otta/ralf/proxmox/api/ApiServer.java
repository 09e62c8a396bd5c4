package zone.otta.ralf.proxmox.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server on loopback that speaks HTTP/1.1 over TLS as pveproxy does, written by hand so that it
 * can also misbehave, and so that it sees every byte the adapter sends.
 */
final class ApiServer implements AutoCloseable {
  /** What came in; header names in lower case. */
  record Received(
      int connection, String method, String target, Map<String, String> headers, String body) {
    String call() {
      return method + " " + target.replaceFirst("^/api2/json", "");
    }
  }

  /** What goes out. */
  sealed interface Answer {
    /** As a genuine one: errors close the connection, successes keep it. */
    record Reply(int status, String reason, String body, List<String> headers) implements Answer {}

    /** The connection ends without a word. */
    record Drop() implements Answer {}

    /** Half of it, then the connection ends. */
    record Cut(Reply reply) implements Answer {}

    /** The whole answer, then the connection ends although it was said to stay. */
    record ThenClose(Reply reply) implements Answer {}
  }

  static Answer.Reply ok(String data) {
    return new Answer.Reply(200, "OK", "{\"data\":" + data + "}", List.of());
  }

  static Answer.Reply refuse(int status, String text) {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Answer.Reply(
        status, text, "{\"data\":null,\"message\":\"" + quoted + "\\n\"}", List.of());
  }

  private final ServerSocket socket;
  private final Function<Received, Answer> script;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private ApiServer(ServerSocket socket, Function<Received, Answer> script) {
    this.socket = socket;
    this.script = script;
  }

  static ApiServer start(TestAuthority.Identity identity, Function<Received, Answer> script)
      throws IOException {
    var server =
        new ApiServer(
            identity
                .tls()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")),
            script);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  List<Received> received() {
    return received;
  }

  List<String> calls() {
    return received.stream().map(Received::call).toList();
  }

  int connections() {
    return connections.get();
  }

  /** Waits until no connection is open on this side any more. */
  void awaitClosed() {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!open.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client, connections.incrementAndGet()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client, int number) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      boolean more = true;
      while (more) {
        List<String> head = head(in);
        if (head.isEmpty()) {
          return;
        }
        Received request = request(number, head, in);
        received.add(request);
        more = answer(script.apply(request), out);
      }
    } catch (IOException gone) {
      // the other side has enough of it
    } finally {
      open.remove(client);
    }
  }

  private static boolean answer(Answer answer, OutputStream out) throws IOException {
    return switch (answer) {
      case Answer.Reply reply -> {
        out.write(bytes(reply));
        out.flush();
        yield reply.status() == 200;
      }
      case Answer.Drop drop -> false;
      case Answer.Cut cut -> {
        byte[] bytes = bytes(cut.reply());
        out.write(bytes, 0, bytes.length - cut.reply().body().length() / 2 - 1);
        out.flush();
        yield false;
      }
      case Answer.ThenClose then -> {
        out.write(bytes(then.reply()));
        out.flush();
        yield false;
      }
    };
  }

  private static byte[] bytes(Answer.Reply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder();
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reply.reason());
    head.append("\r\nConnection: close\r\n");
    // Both headers, as the genuine server sends them (finding 10).
    if (reply.status() == 200) {
      head.append("Connection: Keep-Alive\r\n");
    }
    head.append("Content-Type: application/json;charset=UTF-8\r\nContent-Length: ");
    head.append(body.length).append("\r\n");
    reply.headers().forEach(h -> head.append(h).append("\r\n"));
    head.append("\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = java.util.Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  private static Received request(int number, List<String> head, InputStream in)
      throws IOException {
    String[] line = head.get(0).split(" ");
    var headers = new LinkedHashMap<String, String>();
    for (String header : head.subList(1, head.size())) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Received(number, line[0], line[1], headers, body);
  }

  /** Lines up to the empty one. */
  private static List<String> head(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return List.of();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }

  /** For a loopback address, by an authority of its own. */
  static TestAuthority.Identity identity() throws IOException, GeneralSecurityException {
    return new TestAuthority().server(InetAddress.getByName("127.0.0.1"));
  }
}
