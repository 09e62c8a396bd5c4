package zone.otta.ralf.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * A client that does what it is told and nothing else: one kept connection, no redirection, no
 * proxy, no cookies, no repetition, nothing without TLS, and a limit to every wait.
 */
public final class StrictClient {
  private StrictClient() {}

  /**
   * @param connect for TCP and TLS, each
   * @param reply for one answer
   * @param kept how long an idle connection is kept: less than the server does
   */
  public static OkHttpClient.Builder builder(
      TrustedServer trusted, Duration connect, Duration reply, Duration kept) {
    var builder =
        new OkHttpClient.Builder()
            .sslSocketFactory(trusted.sockets(), trusted)
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(1, kept.toMillis(), TimeUnit.MILLISECONDS))
            .connectTimeout(connect)
            .readTimeout(reply)
            .writeTimeout(reply)
            .callTimeout(connect.plus(connect).plus(reply));
    if (!trusted.namesTheHost()) {
      // A pinned certificate is known by itself, whatever names it bears.
      builder.hostnameVerifier((name, session) -> true);
    }
    return builder;
  }
}
