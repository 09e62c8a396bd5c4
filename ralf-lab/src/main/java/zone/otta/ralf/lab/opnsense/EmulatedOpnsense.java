package zone.otta.ralf.lab.opnsense;

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
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.opnsense.OpnsenseHttp.Answer;
import zone.otta.ralf.lab.rest.ServerIdentity;

/**
 * A firewall that keeps host overrides, over HTTPS on loopback, and its Unbound, which answers from
 * what was applied. Emulated: it says so in its Server header and its status. Thread-safe.
 */
public final class EmulatedOpnsense implements AutoCloseable {
  private static final String SERVER = "OPNsense, emulated by RALF's lab";
  private final OverrideStore store = new OverrideStore();
  private final OpnsenseAccess access = new OpnsenseAccess();
  private final OpnsenseRelease release;
  private final OverrideCommands commands;
  private final Consumer<String> log;
  private final ServerIdentity identity;
  private final HttpsServer server;
  private final DnsSockets unbound;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          r -> Thread.ofPlatform().daemon().name("lab opnsense").unstarted(r));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<OpnsenseTrouble.OnRequest>> troubles = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private Random random = new Random(0);
  private int mostDelay;
  private volatile Optional<Answer> instead = Optional.empty();

  /**
   * Listens on free ports of a loopback address.
   *
   * @param system addresses of host names that Unbound answers although they are no overrides
   * @param log is told the method and path of every request
   */
  public EmulatedOpnsense(
      InetAddress address,
      OpnsenseRelease release,
      Map<String, String> system,
      Consumer<String> log)
      throws IOException {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("not loopback");
    }
    this.release = release;
    this.log = log;
    this.commands = new OverrideCommands(store, release, access);
    this.identity = ServerIdentity.create("OPNsense", address);
    this.unbound =
        new DnsSockets(address, "lab unbound", new UnboundAnswers(store::answered, system));
    this.server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  /** Of the web interface. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Of Unbound. */
  public int dnsPort() {
    return unbound.port();
  }

  public OpnsenseRelease release() {
    return release;
  }

  /** SHA-256 of the certificate: pairs of upper case digits with colons. */
  public String fingerprint() {
    return identity.fingerprint();
  }

  /** The certificate in PEM; it is its own authority. */
  public String certificate() {
    return identity.certificatePem();
  }

  /** The half of the API key that stands for the user. */
  public String key() {
    return access.key();
  }

  public String secret() {
    return access.secret();
  }

  /** The overrides, for who works in the web interface, and for who counts. */
  public OverrideStore store() {
    return store;
  }

  /** Somebody presses Apply in the web interface. */
  public void apply() {
    store.apply(true);
  }

  /** {@code METHOD PATH} of every request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** From now on, or to the next request of its command. */
  public void trouble(OpnsenseTrouble trouble) {
    switch (trouble) {
      case OpnsenseTrouble.OnRequest once -> queue(once);
      case OpnsenseTrouble.StaleReload stale -> commands.stale(stale.on());
      case OpnsenseTrouble.Privileges privileges -> access.give(privileges.privilege());
      case OpnsenseTrouble.ReadOnly readOnly -> access.readOnly(readOnly.on());
      case OpnsenseTrouble.AlwaysAnswers always ->
          instead =
              always.status() == 0
                  ? Optional.empty()
                  : Optional.of(new Answer(always.status(), always.body()));
      case OpnsenseTrouble.Unlocked unlocked -> commands.unlocked(unlocked.on());
      case OpnsenseTrouble.Delays delays -> delay(delays);
    }
  }

  private synchronized void queue(OpnsenseTrouble.OnRequest trouble) {
    troubles.computeIfAbsent(trouble.command(), c -> new ArrayDeque<>()).add(trouble);
  }

  private synchronized void delay(OpnsenseTrouble.Delays delays) {
    random = new Random(delays.seed());
    mostDelay = delays.most();
  }

  private synchronized int pause() {
    return mostDelay == 0 ? 0 : random.nextInt(mostDelay + 1);
  }

  private synchronized OpnsenseTrouble.OnRequest take(String command) {
    return Optional.ofNullable(troubles.get(command))
        .flatMap(queue -> Optional.ofNullable(queue.poll()))
        .orElseGet(() -> new OpnsenseTrouble.Passes(command));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      OpnsenseHttp request = OpnsenseHttp.of(exchange);
      requests.add(request.line());
      log.accept(request.line());
      LockSupport.parkNanos(pause() * 1_000_000L);
      Optional<Answer> answer = passed(request);
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
    }
  }

  /** Empty: the connection breaks. */
  private Optional<Answer> passed(OpnsenseHttp request) {
    return switch (take(request.command())) {
      case OpnsenseTrouble.Passes passes -> Optional.of(answer(request));
      case OpnsenseTrouble.Answers answers ->
          Optional.of(new Answer(answers.status(), answers.body()));
      case OpnsenseTrouble.DropsBefore before -> Optional.empty();
      case OpnsenseTrouble.DropsAfter after -> {
        answer(request);
        yield Optional.empty();
      }
      case OpnsenseTrouble.Hangs hangs -> untilTheEnd();
      case OpnsenseTrouble.Loses loses -> Optional.of(Answer.result("saved"));
      case OpnsenseTrouble.Rejects rejects ->
          Optional.of(
              OverrideCommands.rejected(Map.of("host." + rejects.field(), "Das gefällt nicht.")));
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

  private Answer answer(OpnsenseHttp request) {
    if (instead.isPresent()) {
      return instead.get();
    }
    if (!request.path().startsWith("/api/unbound/")) {
      return Answer.noSuchEndpoint();
    }
    if (!access.knows(request)) {
      return Answer.turnedAway(401, "Authentication Failed");
    }
    if (!access.may(request, release)) {
      return Answer.turnedAway(403, "Forbidden");
    }
    if (request.inSnakeCase() && !release.routesSnakeCase()) {
      return Answer.noSuchEndpoint();
    }
    return request.invalidJson()
        ? Answer.turnedAway(400, "Invalid JSON syntax")
        : commands.answer(request, this::pause);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Server", SERVER);
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
    unbound.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
