package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;

/**
 * Repeats what was refused because another task holds the container: such a refusal has changed
 * nothing. After the limit the refusal stands.
 */
final class LockWait {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Duration limit;
  private final ApiFailures failures;

  LockWait(Duration limit, ApiFailures failures) {
    this.limit = limit;
    this.failures = failures;
  }

  <T> T until(Supplier<T> call, Text title) {
    Pause pause = Pause.growing(FIRST, LONGEST, limit);
    while (true) {
      try {
        return call.get();
      } catch (PortException e) {
        if (!ProxmoxTexts.isLock(e) || pause.over()) {
          throw e;
        }
        pause.take(failures, title);
      }
    }
  }
}
