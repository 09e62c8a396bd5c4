package zone.otta.ralf.lab.pihole;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.pihole.PiholeHttp.Answer;
import zone.otta.ralf.lab.web.EmulatedServer;
import zone.otta.ralf.lab.web.Troubles;

/**
 * A Pi-hole's API for local records over HTTPS on loopback, and its DNS, which answers from them.
 * Emulated: it says so in its Server header and its version. Thread-safe.
 */
public final class EmulatedPihole extends EmulatedServer implements AutoCloseable {
  /** What it calls itself. */
  public static final String NAME = "Pi-hole 6, emulated by RALF's lab";

  private final PiholeStore store = new PiholeStore();
  private final PiholeSessions sessions = new PiholeSessions();
  private final HostsCommands commands = new HostsCommands(store, sessions);
  private final PiholeAnswers answers = new PiholeAnswers(store);
  private final DnsSockets dns;
  private final Troubles<PiholeTrouble.OnRequest> troubles = new Troubles<>();
  private volatile int proxy;

  /**
   * Listens on free ports of a loopback address.
   *
   * @param log is told the method and path of every request
   */
  public EmulatedPihole(InetAddress address, Consumer<String> log) throws IOException {
    super("lab pihole", "pi.hole", address, log);
    this.dns = new DnsSockets(address, "lab pihole dns", answers);
    start();
  }

  public int dnsPort() {
    return dns.port();
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

  /** From now on, or to the next request of its command. */
  public void trouble(PiholeTrouble trouble) {
    switch (trouble) {
      case PiholeTrouble.OnRequest once -> troubles.add(once.command(), once);
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
  public void heal() {
    troubles.clear();
  }

  @Override
  protected void serve(HttpExchange exchange) throws IOException {
    PiholeHttp request = PiholeHttp.of(exchange);
    note(request.line(), request.line());
    Optional<Answer> answer = passed(request);
    if (answer.isPresent()) {
      send(exchange, NAME, answer.get().status(), answer.get().body());
    }
  }

  /** Empty: the connection breaks. */
  private Optional<Answer> passed(PiholeHttp request) {
    if (proxy != 0) {
      return Optional.of(new Answer(proxy, "<html><body>proxy</body></html>"));
    }
    return switch (troubles
        .take(request.command())
        .orElseGet(() -> new PiholeTrouble.Passes(request.command()))) {
      case PiholeTrouble.Passes passes -> Optional.of(answer(request));
      case PiholeTrouble.Answers instead ->
          Optional.of(new Answer(instead.status(), instead.body()));
      case PiholeTrouble.DropsBefore before -> Optional.empty();
      case PiholeTrouble.DropsAfter after -> {
        answer(request);
        yield Optional.empty();
      }
      case PiholeTrouble.Hangs hangs -> {
        troubles.hang();
        yield Optional.empty();
      }
      case PiholeTrouble.Loses loses ->
          Optional.of(HostsCommands.success(request.method().equals("PUT")));
    };
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

  @Override
  public void close() throws IOException {
    troubles.end();
    dns.close();
    end();
  }
}
