package zone.otta.ralf.postgresql;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;

/**
 * Login attempts with the PostgreSQL JDBC driver: SCRAM-SHA-256 or nothing; with a pinned
 * certificate also TLS 1.3 and channel binding, so that nobody sits between.
 *
 * <p>The limit holds for the whole attempt, whatever the server sends meanwhile: when it is over,
 * the attempt's sockets are closed. Thread-safe.
 */
public final class JdbcProbe implements SmokeProbe {
  private final Clock clock;

  /**
   * @param clock judges whether the pinned certificate is in its time
   */
  public JdbcProbe(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Outcome login(Login login, Tunnel through) {
    Optional<PinnedCertificate> pinned = Optional.empty();
    if (login.pinned().isPresent()) {
      try {
        pinned = Optional.of(PinnedCertificate.of(login, clock.instant()));
      } catch (PinnedCertificate.Unusable e) {
        return new Outcome.NoAnswer(e.why());
      }
    }
    try (Attempt attempt = Attempt.open(login, through, pinned)) {
      return limited(attempt, login);
    }
  }

  private static Outcome limited(Attempt attempt, Login login) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("ralf-probe")
        .start(
            () -> {
              try {
                outcome.complete(Session.run(attempt));
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    try {
      return outcome.get(login.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      long limit = login.limit().toMillis();
      return new Outcome.NoAnswer(
          Text.of(
              "no answer within " + limit + " ms", "keine Antwort innerhalb von " + limit + " ms"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.NoAnswer(Text.of("interrupted", "unterbrochen"));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
