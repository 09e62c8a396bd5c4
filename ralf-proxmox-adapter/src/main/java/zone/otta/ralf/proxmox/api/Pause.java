package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;

/** Waiting that grows, up to a limit. */
final class Pause {
  private static final double GROWTH = 1.5;
  private final long longest;
  private final long end;
  private long next;

  private Pause(Duration first, Duration longest, Duration limit) {
    this.next = first.toMillis();
    this.longest = longest.toMillis();
    this.end = System.nanoTime() + limit.toNanos();
  }

  static Pause growing(Duration first, Duration longest, Duration limit) {
    return new Pause(first, longest, limit);
  }

  boolean over() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * Waits, longer each time.
   *
   * @throws PortException of unknown outcome if the program is to end
   */
  void take(ApiFailures failures, Text title) {
    try {
      Thread.sleep(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.unknownOutcome(title, Text.of("interrupted", "unterbrochen"));
    }
    next = Math.min((long) (next * GROWTH), longest);
  }
}
