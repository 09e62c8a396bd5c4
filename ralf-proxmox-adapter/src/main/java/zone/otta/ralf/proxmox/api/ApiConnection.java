package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.StrictClient;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;

/**
 * Sends calls to the API, one after the other. A change goes over a fresh connection, once, and
 * never again by itself. Questions share kept ones; one is asked a second time if its connection
 * turns out to have been closed by the server meanwhile (it does so after 5 s, and after 100
 * calls).
 */
final class ApiConnection implements AutoCloseable {
  private static final Duration KEPT = Duration.ofSeconds(4);
  private final ApiSettings settings;
  private final ApiFailures failures;
  private final ReplyReader reader;
  private final Lazy<TrustedServer> server = new Lazy<>(this::trustedServer);
  private final Lazy<OkHttpClient> client = new Lazy<>(this::newClient);
  private final Lazy<Caller> caller = new Lazy<>(this::newCaller);
  private int requests;

  ApiConnection(ApiSettings settings) {
    this.settings = settings;
    this.failures = new ApiFailures(settings.target());
    this.reader = new ReplyReader(failures);
  }

  /**
   * The answer, which may be a refusal.
   *
   * @throws PortException UNREACHABLE if no answer came, or the proxy had none; REFUSED if the
   *     server is not the trusted one or does not accept who we are
   */
  ApiReply send(ApiRequest request, Text title) {
    ApiReply reply = answer(request, title, true);
    boolean changes = request.method().changes();
    if (reply.unauthorized() && caller.get().renewed(changes, reply.text())) {
      reply = answer(request, title, true);
    }
    if (reply.unauthorized()) {
      throw caller.get().refused(reply.text());
    }
    return reply;
  }

  /** The answer, whatever it is. */
  private ApiReply answer(ApiRequest request, Text title, boolean signed) {
    var trace = new CallTrace();
    try {
      return exchange(request, title, trace, signed);
    } catch (IOException e) {
      if (request.method().changes() || !trace.stale()) {
        throw failures.of(title, trace, e);
      }
      return once(request, title, signed);
    }
  }

  private ApiReply once(ApiRequest request, Text title, boolean signed) {
    var trace = new CallTrace();
    try {
      return exchange(request, title, trace, signed);
    } catch (IOException e) {
      throw failures.of(title, trace, e);
    }
  }

  private ApiReply exchange(ApiRequest request, Text title, CallTrace trace, boolean signed)
      throws IOException {
    OkHttpClient http = client.get();
    // Made before the connection is chosen: it may take a log-in of its own.
    Request call = http(request, trace, signed);
    if (request.method().changes()) {
      // On a kept connection a change could be lost to the server's closing it: its outcome would
      // then be unknown for no reason. The library looks at kept ones only after 10 s.
      http.connectionPool().evictAll();
    }
    requests++;
    try (Response response = http.newCall(call).execute()) {
      return reader.read(response, title);
    }
  }

  private Request http(ApiRequest request, CallTrace trace, boolean signed) {
    var call =
        new Request.Builder()
            .url(settings.target() + request.target())
            .header("User-Agent", "ralf")
            .method(
                request.method().name(),
                request.method().hasBody() ? new FormBody(request.body()) : null)
            .tag(CallTrace.class, trace);
    if (signed) {
      caller.get().sign(call, request.method().changes());
    }
    return call.build();
  }

  ApiFailures failures() {
    return failures;
  }

  /** Calls sent so far. */
  int requests() {
    return requests;
  }

  /** By what the server was recognised; connects if needed. */
  Fingerprint identity() {
    if (server.get().recognised().isEmpty()) {
      send(new ApiRequests(settings.node()).version(), Text.of("connect", "verbinden"));
    }
    return server
        .get()
        .recognised()
        .orElseThrow(() -> new IllegalStateException("an answer without a certificate"));
  }

  private TrustedServer trustedServer() {
    return switch (settings.trust()) {
      case TlsTrust.Authority authority -> TrustedServer.ofAuthority(authority.file());
      case TlsTrust.Pinned pinned -> TrustedServer.pinned(pinned.certificate());
      case TlsTrust.Unlearned unlearned -> throw failures.unlearned();
    };
  }

  private OkHttpClient newClient() {
    if (settings.lab()) {
      LabTarget.requireLoopback(settings.host());
    }
    Limits limits = settings.limits();
    var builder = StrictClient.builder(server.get(), limits.connect(), limits.reply(), KEPT);
    builder.eventListenerFactory(
        call -> {
          CallTrace trace = call.request().tag(CallTrace.class);
          return trace == null ? new CallTrace() : trace;
        });
    return builder.build();
  }

  /** As whom we come. */
  Caller caller() {
    return caller.get();
  }

  private Caller newCaller() {
    return switch (settings.credentials()) {
      case Credentials.Token token -> TokenCaller.of(token.value().get(), failures);
      case Credentials.Password password ->
          new TicketCaller(
              password,
              settings.limits().ticket(),
              failures,
              (request, title) -> answer(request, title, false));
    };
  }

  @Override
  public void close() {
    client.ifPresent(c -> c.connectionPool().evictAll());
    caller.ifPresent(Caller::close);
  }
}
