package zone.otta.ralf.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of the lab's API that sees what is on the wire, the reason phrase too. */
final class RestClient {
  /**
   * @param status 0 if the connection broke without an answer
   */
  record Result(int status, String reason, List<String> connection, String body) {}

  private static final Result BROKEN = new Result(0, "", List.of(), "");
  private Optional<Socket> idle = Optional.empty();
  private final String host;
  private final int port;
  private final String token;
  private final SSLContext tls;

  private RestClient(Lab lab) throws IOException, GeneralSecurityException {
    host = lab.api().host();
    port = lab.api().port();
    token = "PVEAPIToken=" + Files.readString(lab.tokenFile()).strip();
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "lab",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    lab.api().certificate().getBytes(StandardCharsets.US_ASCII))));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
  }

  static RestClient of(Lab lab) throws IOException, GeneralSecurityException {
    return new RestClient(lab);
  }

  String token() {
    return token;
  }

  Result get(String path) throws IOException {
    return send("GET", "/api2/json" + path, Optional.of(token), "", "");
  }

  Result delete(String path) throws IOException {
    return send("DELETE", "/api2/json" + path, Optional.of(token), "", "");
  }

  Result post(String path, String form) throws IOException {
    return form("POST", path, form);
  }

  Result put(String path, String form) throws IOException {
    return form("PUT", path, form);
  }

  private Result form(String method, String path, String form) throws IOException {
    return send(
        method, "/api2/json" + path, Optional.of(token), "application/x-www-form-urlencoded", form);
  }

  Result send(
      String method, String target, Optional<String> authorization, String type, String body)
      throws IOException {
    return send(
        method,
        target,
        authorization.map(a -> "Authorization: " + a).stream().toList(),
        type,
        body);
  }

  Result send(String method, String target, List<String> headers, String type, String body)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: lab\r\n");
    headers.forEach(h -> head.append(h).append("\r\n"));
    if (content.length > 0) {
      head.append("Content-Type: ").append(type).append("\r\n");
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("\r\n");
    boolean kept = method.equals("GET") && idle.isPresent();
    Result result = exchange(kept, head.toString(), content);
    return kept && result.status() == 0 ? exchange(false, head.toString(), content) : result;
  }

  /**
   * @param kept over the connection that is there; the server ends it after 5 s
   */
  private Result exchange(boolean kept, String head, byte[] content) throws IOException {
    Socket socket = kept ? idle.orElseThrow() : tls.getSocketFactory().createSocket(host, port);
    Result result;
    try {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      socket.getOutputStream().flush();
      result = read(socket.getInputStream());
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException broken) {
      result = BROKEN;
    }
    if (!kept && idle.isPresent()) {
      idle.get().close();
    }
    idle = Optional.of(socket);
    if (!result.connection().contains("Keep-Alive")) {
      socket.close();
      idle = Optional.empty();
    }
    return result;
  }

  private static Result read(InputStream in) throws IOException {
    String status = line(in);
    var connection = new ArrayList<String>();
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)) {
        case "connection" -> connection.add(value);
        case "content-length" -> length = Integer.parseInt(value);
        default -> {}
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return BROKEN;
    }
    return new Result(
        Integer.parseInt(status.substring(9, 12)),
        status.substring(Math.min(13, status.length())),
        connection,
        new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
