package zone.otta.ralf.lab.pihole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.pihole.PiholeHttp.Answer;
import zone.otta.ralf.lab.rest.ServerIdentity;

/**
 * A Pi-hole's API for local records over HTTPS on loopback, and its DNS, which answers from them.
 * Emulated: it says so in its Server header and its version. Thread-safe.
 */
public final class EmulatedPihole implements AutoCloseable {
  /** What it calls itself. */
  public static final String NAME = "Pi-hole 6, emulated by RALF's lab";

  private final PiholeStore store = new PiholeStore();
  private final PiholeSessions sessions = new PiholeSessions();
  private final HostsCommands commands = new HostsCommands(store, sessions);
  private final PiholeAnswers answers = new PiholeAnswers(store);
  private final Consumer<String> log;
  private final ServerIdentity identity;
  private final HttpsServer server;
  private final DnsSockets dns;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          r -> Thread.ofPlatform().daemon().name("lab pihole").unstarted(r));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<PiholeTrouble.OnRequest>> troubles = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int proxy;

  /**
   * Listens on free ports of a loopback address.
   *
   * @param log is told the method and path of every request
   */
  public EmulatedPihole(InetAddress address, Consumer<String> log) throws IOException {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("not loopback");
    }
    this.log = log;
    this.identity = ServerIdentity.create("pi.hole", address);
    this.dns = new DnsSockets(address, "lab pihole dns", answers);
    this.server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  /** Of the web server. */
  public int port() {
    return server.getAddress().getPort();
  }

  public int dnsPort() {
    return dns.port();
  }

  /** SHA-256 of the certificate: pairs of upper case digits with colons. */
  public String fingerprint() {
    return identity.fingerprint();
  }

  /** The certificate in PEM; it is its own authority. */
  public String certificate() {
    return identity.certificatePem();
  }

  /** Of the web interface. */
  public String password() {
    return sessions.password();
  }

  public String appPassword() {
    return sessions.appPassword();
  }

  /** Sessions that are open. */
  public int sessions() {
    return sessions.open();
  }

  /** The lists, for who works in the web interface. */
  public PiholeStore store() {
    return store;
  }

  /** What its DNS answers for a name: lifetime, type and data. */
  public List<String> records(String name) {
    return answers.texts(name);
  }

  /** {@code METHOD PATH} of every request so far, decoded. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** From now on, or to the next request of its command. */
  public void trouble(PiholeTrouble trouble) {
    switch (trouble) {
      case PiholeTrouble.OnRequest once -> queue(once);
      case PiholeTrouble.AppSudo sudo -> sessions.appSudo(sudo.on());
      case PiholeTrouble.Pinned pinned -> commands.pinned(pinned.on());
      case PiholeTrouble.ReadOnly readOnly -> commands.readOnly(readOnly.on());
      case PiholeTrouble.SecondFactor second -> sessions.secondFactor(second.on());
      case PiholeTrouble.Seats seats -> sessions.most(seats.most());
      case PiholeTrouble.StaleDns stale -> store.stale(stale.on());
      case PiholeTrouble.DnsFails fails -> answers.fail(fails.questions());
      case PiholeTrouble.Open open -> sessions.everybody(open.on());
      case PiholeTrouble.Proxy inFront -> proxy = inFront.status();
      case PiholeTrouble.ExpireSessions expire -> sessions.expire();
    }
  }

  /** No request is in for anything any more. */
  public synchronized void heal() {
    troubles.clear();
  }

  private synchronized void queue(PiholeTrouble.OnRequest trouble) {
    troubles.computeIfAbsent(trouble.command(), c -> new ArrayDeque<>()).add(trouble);
  }

  private synchronized PiholeTrouble.OnRequest take(String command) {
    return Optional.ofNullable(troubles.get(command))
        .flatMap(queue -> Optional.ofNullable(queue.poll()))
        .orElseGet(() -> new PiholeTrouble.Passes(command));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      PiholeHttp request = PiholeHttp.of(exchange);
      requests.add(request.line());
      log.accept(request.line());
      Optional<Answer> answer = passed(request);
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
    }
  }

  /** Empty: the connection breaks. */
  private Optional<Answer> passed(PiholeHttp request) {
    if (proxy != 0) {
      return Optional.of(new Answer(proxy, "<html><body>proxy</body></html>"));
    }
    return switch (take(request.command())) {
      case PiholeTrouble.Passes passes -> Optional.of(answer(request));
      case PiholeTrouble.Answers instead ->
          Optional.of(new Answer(instead.status(), instead.body()));
      case PiholeTrouble.DropsBefore before -> Optional.empty();
      case PiholeTrouble.DropsAfter after -> {
        answer(request);
        yield Optional.empty();
      }
      case PiholeTrouble.Hangs hangs -> untilTheEnd();
      case PiholeTrouble.Loses loses ->
          Optional.of(HostsCommands.success(request.method().equals("PUT")));
    };
  }

  private Optional<Answer> untilTheEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Answer answer(PiholeHttp request) {
    switch (request.command()) {
      case "POST auth" -> {
        return sessions.logIn(request);
      }
      case "DELETE auth" -> {
        return sessions.logOut(request.session());
      }
      default -> {
        if (!sessions.knows(request.session())) {
          return Answer.error(401, "unauthorized", "Unauthorized", "");
        }
      }
    }
    if (request.command().equals("GET version")) {
      return Answer.json(200, PiholeHttp.object().put("version", NAME));
    }
    return request.under("api", "config", "dns")
        ? commands.answer(request)
        : HostsCommands.notFound();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Server", NAME);
    exchange
        .getResponseHeaders()
        .set("Content-Type", answer.body().startsWith("<") ? "text/html" : "application/json");
    if (answer.status() / 100 == 3) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() throws IOException {
    ended.countDown();
    dns.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
