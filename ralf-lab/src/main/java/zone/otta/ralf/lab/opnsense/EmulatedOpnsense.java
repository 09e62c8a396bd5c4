package zone.otta.ralf.lab.opnsense;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.opnsense.OpnsenseHttp.Answer;
import zone.otta.ralf.lab.web.EmulatedServer;
import zone.otta.ralf.lab.web.Troubles;

/**
 * A firewall that keeps host overrides, over HTTPS on loopback, and its Unbound, which answers from
 * what was applied. Emulated: it says so in its Server header and its status. Thread-safe.
 */
public final class EmulatedOpnsense extends EmulatedServer implements AutoCloseable {
  private static final String SERVER = "OPNsense, emulated by RALF's lab";
  private final OverrideStore store = new OverrideStore();
  private final OpnsenseAccess access = new OpnsenseAccess();
  private final OpnsenseRelease release;
  private final OverrideCommands commands;
  private final DnsSockets unbound;
  private final Troubles<OpnsenseTrouble.OnRequest> troubles = new Troubles<>();
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
    super("lab opnsense", "OPNsense", address, log);
    this.release = release;
    this.commands = new OverrideCommands(store, release, access);
    this.unbound =
        new DnsSockets(address, "lab unbound", new UnboundAnswers(store::answered, system));
    start();
  }

  /** Of Unbound. */
  public int dnsPort() {
    return unbound.port();
  }

  public OpnsenseRelease release() {
    return release;
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

  /** From now on, or to the next request of its command. */
  public void trouble(OpnsenseTrouble trouble) {
    switch (trouble) {
      case OpnsenseTrouble.OnRequest once -> troubles.add(once.command(), once);
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

  private synchronized void delay(OpnsenseTrouble.Delays delays) {
    random = new Random(delays.seed());
    mostDelay = delays.most();
  }

  private synchronized int pause() {
    return mostDelay == 0 ? 0 : random.nextInt(mostDelay + 1);
  }

  @Override
  protected void serve(HttpExchange exchange) throws IOException {
    OpnsenseHttp request = OpnsenseHttp.of(exchange);
    note(request.line(), request.line());
    LockSupport.parkNanos(pause() * 1_000_000L);
    Optional<Answer> answer = passed(request);
    if (answer.isPresent()) {
      send(exchange, SERVER, answer.get().status(), answer.get().body());
    }
  }

  /** Empty: the connection breaks. */
  private Optional<Answer> passed(OpnsenseHttp request) {
    return switch (troubles
        .take(request.command())
        .orElseGet(() -> new OpnsenseTrouble.Passes(request.command()))) {
      case OpnsenseTrouble.Passes passes -> Optional.of(answer(request));
      case OpnsenseTrouble.Answers answers ->
          Optional.of(new Answer(answers.status(), answers.body()));
      case OpnsenseTrouble.DropsBefore before -> Optional.empty();
      case OpnsenseTrouble.DropsAfter after -> {
        answer(request);
        yield Optional.empty();
      }
      case OpnsenseTrouble.Hangs hangs -> {
        troubles.hang();
        yield Optional.empty();
      }
      case OpnsenseTrouble.Loses loses -> Optional.of(Answer.result("saved"));
      case OpnsenseTrouble.Rejects rejects ->
          Optional.of(
              OverrideCommands.rejected(Map.of("host." + rejects.field(), "Das gefällt nicht.")));
    };
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

  @Override
  public void close() throws IOException {
    troubles.end();
    unbound.close();
    end();
  }
}
