package zone.otta.ralf.testkit.journal;

import java.time.Duration;
import java.time.Instant;
import zone.otta.ralf.port.Leases;

class MemoryLeasesTest extends LeasesContract {
  private Instant now = Instant.ofEpochSecond(1_790_000_000);

  @Override
  protected Leases open() {
    return new MemoryLeases(() -> now);
  }

  @Override
  protected void pass(Duration moment) {
    now = now.plus(moment);
  }
}
