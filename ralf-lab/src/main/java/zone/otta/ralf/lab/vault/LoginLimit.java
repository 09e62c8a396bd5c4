package zone.otta.ralf.lab.vault;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many logins the server takes: some of a sudden, then one a minute, as Vaultwarden's limiter
 * for one address. Thread-safe.
 */
final class LoginLimit {
  private static final int BURST = 10;
  private static final long EACH = Duration.ofSeconds(60).toNanos();
  private final LongSupplier nanos;
  private int left = BURST;
  private int most = BURST;
  private long since;

  /**
   * @param nanos a clock that only goes forward
   */
  LoginLimit(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /** So many at once from now on. */
  synchronized void burst(int logins) {
    left = logins;
    most = logins;
    since = nanos.getAsLong();
  }

  /** Whether one more is taken. */
  synchronized boolean take() {
    long earned = (nanos.getAsLong() - since) / EACH;
    since += earned * EACH;
    left = (int) Math.min(Math.max(most, 1), left + earned);
    if (left <= 0) {
      return false;
    }
    left--;
    return true;
  }
}
