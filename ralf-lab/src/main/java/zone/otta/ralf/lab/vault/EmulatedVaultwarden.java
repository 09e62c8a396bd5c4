package zone.otta.ralf.lab.vault;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.lab.vault.VaultHttp.Answer;
import zone.otta.ralf.lab.web.EmulatedServer;

/**
 * A server with one account, over HTTPS on loopback, that answers in Vaultwarden's shapes (1.37).
 * Emulated: it says so where clients ask for its name. Thread-safe.
 */
public final class EmulatedVaultwarden extends EmulatedServer implements AutoCloseable {
  /** What {@code /api/config} calls it. */
  public static final String NAME = "Vaultwarden, emulated by RALF's lab";

  /** Of Bitwarden, which the server claims to be like. */
  private static final String VERSION = "2026.6.0";

  /**
   * What it says of addresses that it does not know: that there is no account, it does not tell.
   */
  private static final Derivation UNKNOWN = Derivation.pbkdf2(600_000);

  private final VaultStore store;
  private final Tokens tokens;
  private final Map<String, Answer> instead = new ConcurrentHashMap<>();
  private final VaultTroubles troubles = new VaultTroubles();
  private volatile boolean pascalCase;

  /** Listens on a free port of a loopback address. */
  public EmulatedVaultwarden(VaultStore store, InetAddress address) throws IOException {
    this(store, address, line -> {});
  }

  /**
   * The same.
   *
   * @param log is told the method, path and query of every request
   */
  EmulatedVaultwarden(VaultStore store, InetAddress address, Consumer<String> log)
      throws IOException {
    super("lab vault", "localhost", address, log);
    this.store = store;
    this.tokens = new Tokens(store);
    start();
  }

  /** {@code https://127.x.y.z:PORT}. */
  public String url() {
    return "https://" + host() + ":" + port();
  }

  /** From now on logins by password are asked for a second factor. */
  public void askSecondFactor() {
    tokens.askSecondFactor();
  }

  /** How many logins are taken at once before 429; ten of a sudden with the real server. */
  public void allowLogins(int logins) {
    tokens.allow(logins);
  }

  /** Every token becomes worthless. */
  public void deauthorise() {
    tokens.deauthorise();
  }

  /** Writes member names {@code LikeThis}, as servers before 1.31. */
  public void speakPascalCase() {
    pascalCase = true;
  }

  /** A path answers so from now on, whatever is asked. */
  public void answer(String path, int status, String body) {
    instead.put(path, Answer.called(status, body));
  }

  /** The next request of this path is served, and its answer lost on the way. */
  public void loseAnswerOf(String path) {
    trouble(path, new VaultTrouble.DropsAfter());
  }

  /** Happens to the next request of a path; several happen one after the other. */
  public void trouble(String path, VaultTrouble trouble) {
    troubles.add(path, trouble);
  }

  /** Nothing goes wrong any more. */
  public void heal() {
    instead.clear();
    troubles.clear();
  }

  @Override
  protected void serve(HttpExchange exchange) throws IOException {
    VaultHttp request = VaultHttp.of(exchange);
    note(request.method() + " " + request.path(), request.line());
    VaultTroubles.Passed passed =
        troubles.pass(
            request,
            () -> Optional.ofNullable(instead.get(request.path())).orElseGet(() -> safe(request)));
    if (passed.answer().isPresent()) {
      send(exchange, passed.answer().get(), passed);
    }
  }

  private void send(HttpExchange exchange, Answer answer, VaultTroubles.Passed passed)
      throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (answer.status() / 100 == 3) {
      exchange
          .getResponseHeaders()
          .set("Location", passed.location().orElseGet(() -> url() + "/elsewhere"));
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body, 0, passed.half() ? body.length / 2 : body.length);
  }

  private Answer safe(VaultHttp request) {
    try {
      Answer answer = answer(request);
      return pascalCase && answer.status() == 200
          ? Answer.json(
              200,
              Casing.pascal(
                  new VaultHttp("", "", "", "", answer.body().getBytes(StandardCharsets.UTF_8))
                      .json()))
          : answer;
    } catch (JacksonException | NullPointerException | ClassCastException e) {
      return Answer.refusal(422, "Unprocessable Entity");
    }
  }

  private Answer answer(VaultHttp request) {
    String call = request.method() + " " + request.path();
    return switch (call) {
      case "GET /alive", "GET /api/alive", "GET /api/now" ->
          new Answer(200, "\"" + Instant.now() + "\"", "application/json");
      case "GET /api/version" -> new Answer(200, "\"1.37.2\"", "application/json");
      case "GET /api/config" -> Answer.ok(config());
      case "POST /identity/accounts/prelogin",
          "POST /identity/accounts/prelogin/password",
          "POST /api/accounts/prelogin" ->
          Answer.ok(prelogin(request.json().get("email").asString()));
      case "POST /identity/connect/token" -> tokens.answer(request.form());
      default ->
          tokens.knows(request.authorization())
              ? authorised(request, call)
              : Answer.json(
                  401,
                  VaultStore.object()
                      .set(
                          "error",
                          VaultStore.object()
                              .put("code", 401)
                              .put("reason", "Unauthorized")
                              .put("description", "The request requires user authentication.")));
    };
  }

  private Answer authorised(VaultHttp request, String call) {
    return switch (call) {
      case "GET /api/sync" -> Answer.ok(store.sync());
      case "GET /api/accounts/profile" -> Answer.ok(store.profile());
      case "GET /api/accounts/revision-date" ->
          new Answer(200, Long.toString(System.currentTimeMillis()), "application/json");
      case "POST /api/ciphers" -> Answer.ok(created(request.json(), List.of()));
      case "POST /api/ciphers/create" -> shared(request.json());
      case "POST /api/folders" ->
          Answer.ok(
              store.addFolder(UUID.randomUUID().toString(), request.json().get("name").asString()));
      default -> cipher(request);
    };
  }

  private Answer cipher(VaultHttp request) {
    String[] words = request.path().split("/");
    if (words.length < 4 || !request.path().startsWith("/api/ciphers/")) {
      return Answer.unknown();
    }
    Optional<ObjectNode> cipher = store.cipher(words[3]);
    if (cipher.isEmpty()) {
      return Answer.refusal(400, "Cipher doesn't exist");
    }
    if (request.method().equals("PUT") && request.path().endsWith("/delete")) {
      store.delete(words[3]);
      return new Answer(200, "", "application/json");
    }
    if (words.length == 4 && request.method().equals("PUT")) {
      return store
          .change(words[3], request.json())
          .map(Answer::ok)
          .orElseGet(
              () ->
                  Answer.refusal(
                      400,
                      "The client copy of this cipher is out of date. Resync the client and try"
                          + " again."));
    }
    return words.length == 4 && request.method().equals("GET")
        ? Answer.ok(cipher.get())
        : Answer.unknown();
  }

  private Answer shared(JsonNode body) {
    var collections = new ArrayList<String>();
    body.get("collectionIds").forEach(c -> collections.add(c.asString()));
    return collections.isEmpty()
        ? Answer.refusal(400, "You must select at least one collection.")
        : Answer.ok(created(body.get("cipher"), collections));
  }

  private ObjectNode created(JsonNode cipher, List<String> collections) {
    return store.add(cipher, collections);
  }

  private ObjectNode prelogin(String email) {
    VaultAccount account = store.account();
    Derivation derivation = account.email().equals(email) ? account.derivation() : UNKNOWN;
    ObjectNode answer = VaultStore.object().put("kdf", derivation.type());
    answer.put("kdfIterations", derivation.iterations());
    Tokens.optional(answer, "kdfMemory", derivation.memory());
    Tokens.optional(answer, "kdfParallelism", derivation.parallelism());
    ObjectNode settings = answer.putObject("kdfSettings");
    settings.set("kdfType", answer.get("kdf"));
    settings.set("iterations", answer.get("kdfIterations"));
    settings.set("memory", answer.get("kdfMemory"));
    settings.set("parallelism", answer.get("kdfParallelism"));
    return answer.putNull("salt");
  }

  private ObjectNode config() {
    ObjectNode config = VaultStore.object().put("version", VERSION).putNull("gitHash");
    config.set("server", VaultStore.object().put("name", NAME).put("url", url()));
    config.set("settings", VaultStore.object().put("disableUserRegistration", true));
    config.set(
        "environment",
        VaultStore.object()
            .put("vault", url())
            .put("api", url() + "/api")
            .put("identity", url() + "/identity")
            .put("notifications", url() + "/notifications")
            .put("sso", "")
            .putNull("cloudRegion"));
    config.set("push", VaultStore.object().put("pushTechnology", 0).putNull("vapidPublicKey"));
    config.set("featureStates", VaultStore.object());
    return config.putNull("communication").put("object", "config");
  }

  @Override
  public void close() {
    troubles.end();
    end();
  }
}
