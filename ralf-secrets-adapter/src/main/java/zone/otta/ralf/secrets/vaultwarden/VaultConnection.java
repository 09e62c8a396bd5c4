package zone.otta.ralf.secrets.vaultwarden;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.http.ReplyBody;
import zone.otta.ralf.http.StrictClient;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;

/**
 * Sends calls to the server, each once. Follows nothing, keeps no cookie, and shows nothing of what
 * comes back.
 */
final class VaultConnection implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final MediaType JSON = MediaType.get("application/json");

  /** From here on the server sends items of every type: those with SSH keys came last. */
  private static final String CLIENT_VERSION = "2025.1.0";

  private final VaultSettings settings;
  private final VaultFailures failures;
  private Optional<OkHttpClient> client = Optional.empty();

  VaultConnection(VaultSettings settings) {
    this.settings = settings;
    this.failures = new VaultFailures(settings.url());
  }

  VaultFailures failures() {
    return failures;
  }

  /** The call that logs in. */
  VaultReply post(String path, SecretForm form) {
    return ask(request(path).post(form).build());
  }

  VaultReply post(String path, JsonNode json) {
    return ask(request(path).post(body(json)).build());
  }

  VaultReply post(String path, JsonNode json, Secret token) {
    return ask(authorised(path, token).post(body(json)).build());
  }

  /** A call whose answer is empty. */
  VaultReply put(String path, Secret token) {
    return send(authorised(path, token).put(RequestBody.EMPTY).build());
  }

  VaultReply put(String path, JsonNode json, Secret token) {
    return ask(authorised(path, token).put(body(json)).build());
  }

  VaultReply get(String path, Secret token) {
    return ask(authorised(path, token).get().build());
  }

  private VaultReply ask(Request request) {
    VaultReply reply = send(request);
    failures.requireObject(reply);
    return reply;
  }

  private static RequestBody body(JsonNode json) {
    return RequestBody.create(json.toString().getBytes(StandardCharsets.UTF_8), JSON);
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(settings.url() + path)
        .header("Accept", "application/json")
        .header("User-Agent", "RALF")
        .header("Device-Type", VaultLogin.LINUX_CLI)
        .header("Bitwarden-Client-Name", "cli")
        .header("Bitwarden-Client-Version", CLIENT_VERSION);
  }

  private Request.Builder authorised(String path, Secret token) {
    char[] value = token.reveal();
    try {
      return request(path).header("Authorization", "Bearer " + new String(value));
    } catch (IllegalArgumentException e) {
      // The library's message would repeat the token.
      throw failures.notUnderstood();
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  /**
   * @throws PortException if no answer came, or one that is not this server's: a redirection, a
   *     proxy's
   */
  private VaultReply send(Request request) {
    try (Response response = http().newCall(request).execute()) {
      return read(response);
    } catch (IOException e) {
      throw failures.noAnswer(e);
    }
  }

  private VaultReply read(Response response) throws IOException {
    byte[] bytes = ReplyBody.read(response, MOST_BYTES, failures::notUnderstood);
    try {
      var reply = new VaultReply(response.code(), ReplyBody.object(bytes).map(Members::new));
      failures.requireAnswerOfTheServer(reply);
      return reply;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private OkHttpClient http() {
    if (client.isEmpty()) {
      if (settings.lab()) {
        LabTarget.requireLoopback(host(settings.url()));
      }
      client =
          Optional.of(
              StrictClient.builder(
                      settings.trust().get(), settings.connect(), settings.reply(), KEPT)
                  .build());
    }
    return client.get();
  }

  private static String host(String url) {
    String host = URI.create(url).getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public void close() {
    client.ifPresent(c -> c.connectionPool().evictAll());
  }
}
