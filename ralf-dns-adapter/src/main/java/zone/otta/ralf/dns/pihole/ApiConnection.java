package zone.otta.ralf.dns.pihole;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.http.JsonExchange;
import zone.otta.ralf.http.StrictClient;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;

/**
 * Sends requests to the API over HTTPS, each once. Follows nothing, keeps no cookie, and shows
 * nothing of what comes back.
 */
final class ApiConnection implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final MediaType JSON = MediaType.get("application/json");

  /** The only place of a session's number: as a cookie it would ask for a second one, too. */
  private static final String SESSION = "X-FTL-SID";

  private final DnsEndpoint.Web where;
  private final Supplier<TrustedServer> trust;
  private final boolean lab;
  private final Patience patience;
  private final ApiFailures failures;
  private @Nullable OkHttpClient client;

  ApiConnection(
      DnsEndpoint.Web where,
      Supplier<TrustedServer> trust,
      boolean lab,
      Patience patience,
      ApiFailures failures) {
    this.where = where;
    this.trust = trust;
    this.lab = lab;
    this.patience = patience;
    this.failures = failures;
  }

  /**
   * @param session its number, if there is one
   * @param body JSON, if there is one
   * @throws PortException if no answer came, or one that is not this server's
   */
  ApiReply send(ApiCall what, Optional<String> session, Optional<byte[]> body, Deadline deadline) {
    if (deadline.passed()) {
      throw failures.noTimeLeft(what);
    }
    Request.Builder request =
        new Request.Builder()
            .url(url(what))
            .header("Accept", "application/json")
            .header("User-Agent", "RALF")
            // One kept open may be closed by the server just when a change is sent over it.
            .header("Connection", "close");
    session.ifPresent(number -> request.header(SESSION, number));
    ApiReply reply = send(what, request.method(what.method(), body(what, body)).build(), deadline);
    failures.requireAnswerOfTheServer(what, reply);
    return reply;
  }

  private static @Nullable RequestBody body(ApiCall what, Optional<byte[]> json) {
    return json.map(bytes -> RequestBody.create(bytes, JSON))
        .orElse(what.method().equals("PUT") ? RequestBody.EMPTY : null);
  }

  private HttpUrl url(ApiCall what) {
    var url = new HttpUrl.Builder().scheme("https").host(where.host()).port(where.port());
    what.path().forEach(url::addPathSegment);
    return url.build();
  }

  private ApiReply send(ApiCall what, Request request, Deadline deadline) {
    try {
      var answer = JsonExchange.once(http(), request, deadline.millis(), MOST_BYTES);
      return new ApiReply(answer.status(), answer.body());
    } catch (JsonExchange.TooLong e) {
      throw failures.notUnderstood(what);
    } catch (IOException e) {
      throw failures.noAnswer(what, e);
    }
  }

  private OkHttpClient http() {
    OkHttpClient made = client;
    if (made == null) {
      if (lab) {
        LabTarget.requireLoopback(where.host());
      }
      made = StrictClient.builder(trust.get(), CONNECT, patience.reply(), KEPT).build();
      client = made;
    }
    return made;
  }

  @Override
  public void close() {
    if (client != null) {
      client.connectionPool().evictAll();
    }
  }
}
