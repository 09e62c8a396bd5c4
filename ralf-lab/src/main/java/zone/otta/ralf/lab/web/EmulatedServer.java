package zone.otta.ralf.lab.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import zone.otta.ralf.lab.rest.ServerIdentity;

/**
 * HTTPS on a free port of a loopback address, with a certificate of its own. Serves from {@link
 * #start} to {@link #end}, each request in a thread of its own.
 */
public abstract class EmulatedServer {
  private final Consumer<String> log;
  private final ServerIdentity identity;
  private final HttpsServer server;
  private final ExecutorService threads;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * Listens, but serves nothing yet.
   *
   * @param threads what its threads are called
   * @param certified the name in its certificate
   * @param log is told of every request
   */
  protected EmulatedServer(
      String threads, String certified, InetAddress address, Consumer<String> log)
      throws IOException {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("not loopback");
    }
    this.log = log;
    this.identity = ServerIdentity.create(certified, address);
    this.threads =
        Executors.newCachedThreadPool(r -> Thread.ofPlatform().daemon().name(threads).unstarted(r));
    this.server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
    server.setExecutor(this.threads);
  }

  /** To be called when everything that {@link #serve} needs is there. */
  protected final void start() {
    server.createContext("/", this::handle);
    server.start();
  }

  protected final void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  public final String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  /** Of the web server. */
  public final int port() {
    return server.getAddress().getPort();
  }

  /** SHA-256 of the certificate: pairs of upper case digits with colons. */
  public final String fingerprint() {
    return identity.fingerprint();
  }

  /** The certificate in PEM; it is its own authority. */
  public final String certificate() {
    return identity.certificatePem();
  }

  /** {@code METHOD PATH} of every request so far. */
  public final List<String> requests() {
    return List.copyOf(requests);
  }

  /** Answers one request; the connection breaks if it sends nothing. */
  protected abstract void serve(HttpExchange exchange) throws IOException;

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      serve(exchange);
    }
  }

  /**
   * Remembers a request.
   *
   * @param request {@code METHOD PATH}
   * @param logged as its log has it
   */
  protected final void note(String request, String logged) {
    requests.add(request);
    log.accept(logged);
  }

  /**
   * Sends an answer: HTML if it begins like it, else called JSON; a redirection leads elsewhere.
   *
   * @param name what it calls itself
   */
  protected static void send(HttpExchange exchange, String name, int status, String answer)
      throws IOException {
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Server", name);
    exchange
        .getResponseHeaders()
        .set("Content-Type", answer.startsWith("<") ? "text/html" : "application/json");
    if (status / 100 == 3) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
