package zone.otta.ralf.testkit.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.port.Leases;

/** Leases in memory, for tests, by a clock of the test's choice. Thread-safe. */
public class MemoryLeases implements Leases {
  private record Held(Lease lease, Instant until) {}

  private final Map<String, Held> held = new HashMap<>();
  private final InstantSource clock;

  public MemoryLeases(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
    Leases.check(name, who, lasts);
    if (holder(name).isPresent()) {
      return Optional.empty();
    }
    long fence = Optional.ofNullable(held.get(name)).map(h -> h.lease().fence()).orElse(0L) + 1;
    var lease = new Lease(name, who + " " + UUID.randomUUID(), fence);
    held.put(name, new Held(lease, clock.instant().plus(lasts)));
    return Optional.of(lease);
  }

  @Override
  public synchronized boolean renew(Lease lease, Duration lasts) {
    Leases.check(lasts);
    boolean valid = holder(lease.name()).filter(lease::equals).isPresent();
    if (valid) {
      held.put(lease.name(), new Held(lease, clock.instant().plus(lasts)));
    }
    return valid;
  }

  @Override
  public synchronized void release(Lease lease) {
    if (holder(lease.name()).filter(lease::equals).isPresent()) {
      held.put(lease.name(), new Held(lease, clock.instant()));
    }
  }

  @Override
  public synchronized Optional<Lease> holder(String name) {
    return Optional.ofNullable(held.get(name))
        .filter(h -> h.until().isAfter(clock.instant()))
        .map(Held::lease);
  }
}
