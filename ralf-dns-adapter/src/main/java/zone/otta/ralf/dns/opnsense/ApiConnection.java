package zone.otta.ralf.dns.opnsense;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.http.JsonExchange;
import zone.otta.ralf.http.StrictClient;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;

/**
 * Sends commands to the API, each once. Follows nothing, keeps no cookie and no credentials, and
 * shows nothing of what comes back. Thread-safe.
 */
final class ApiConnection implements AutoCloseable {
  private static final int MOST_BYTES = 8 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration REPLY = Duration.ofSeconds(10);

  /** Below the 5 s after which the web server closes what is idle. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  /** Exactly so: another content type is ignored, and the data with it. */
  private static final MediaType JSON = MediaType.get("application/json");

  private final OpnsenseSettings settings;
  private final SecretSource secrets;
  private final ApiFailures failures;
  private volatile Spelling spelling = Spelling.SNAKE;
  private @Nullable OkHttpClient client;

  ApiConnection(OpnsenseSettings settings, SecretSource secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.failures = new ApiFailures(settings.target());
  }

  ApiFailures failures() {
    return failures;
  }

  /** Reads; without a body, and therefore without a content type. */
  JsonNode get(Command command, Deadline deadline) {
    return ask(command, "", Optional.empty(), deadline);
  }

  /**
   * @param argument an id or several, or empty
   */
  JsonNode post(Command command, String argument, JsonNode body, Deadline deadline) {
    byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
    return ask(command, argument, Optional.of(RequestBody.create(json, JSON)), deadline);
  }

  /**
   * @return the object that came with status 200; whether it means yes is the caller's to see
   * @throws PortException for everything else
   */
  private JsonNode ask(
      Command command, String argument, Optional<RequestBody> body, Deadline deadline) {
    ApiReply reply = spelled(command, argument, body, deadline);
    return reply
        .body()
        .filter(b -> reply.status() == 200)
        .orElseThrow(() -> failures.refused(command, reply));
  }

  private ApiReply spelled(
      Command command, String argument, Optional<RequestBody> body, Deadline deadline) {
    Spelling first = spelling;
    ApiReply reply = send(command.path(first, argument), body, deadline, command);
    if (!reply.unknownHere() || first == Spelling.CAMEL || !command.hasSpellings()) {
      return reply;
    }
    ApiReply second = send(command.path(Spelling.CAMEL, argument), body, deadline, command);
    if (!second.unknownHere()) {
      spelling = Spelling.CAMEL;
      return second;
    }
    return reply;
  }

  private ApiReply send(
      String path, Optional<RequestBody> body, Deadline deadline, Command command) {
    if (deadline.passed()) {
      throw failures.noTimeLeft(command);
    }
    Request.Builder request =
        new Request.Builder()
            .url("https://" + settings.authority() + path)
            .header("Accept", "application/json")
            .header("User-Agent", "RALF");
    body.ifPresent(request::post);
    return secrets.use(
        settings.key(),
        key ->
            secrets.use(
                settings.secret(),
                secret ->
                    send(
                        request.header("Authorization", basic(key, secret)).build(),
                        deadline,
                        command)));
  }

  private static String basic(Secret key, Secret secret) {
    byte[] left = key.revealBytes();
    byte[] right = secret.revealBytes();
    byte[] both = Arrays.copyOf(left, left.length + 1 + right.length);
    both[left.length] = ':';
    System.arraycopy(right, 0, both, left.length + 1, right.length);
    try {
      return "Basic " + Base64.getEncoder().encodeToString(both);
    } finally {
      Arrays.fill(left, (byte) 0);
      Arrays.fill(right, (byte) 0);
      Arrays.fill(both, (byte) 0);
    }
  }

  private ApiReply send(Request request, Deadline deadline, Command command) {
    try {
      var answer = JsonExchange.once(http(), request, deadline.millis(), MOST_BYTES);
      return new ApiReply(answer.status(), answer.body());
    } catch (JsonExchange.TooLong e) {
      throw failures.notUnderstood(command);
    } catch (IOException e) {
      throw failures.noAnswer(command, e);
    }
  }

  private synchronized OkHttpClient http() {
    if (client == null) {
      if (settings.lab()) {
        LabTarget.requireLoopback(settings.host());
      }
      TrustedServer trusted = settings.trust().get();
      client = StrictClient.builder(trusted, CONNECT, REPLY, KEPT).build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.connectionPool().evictAll();
    }
  }
}
