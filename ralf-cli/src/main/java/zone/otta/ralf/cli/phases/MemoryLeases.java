package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.port.Leases;

/** The leases of a memory whose connection may have to be made anew between two calls. */
record MemoryLeases(MemoryLine line, Event.HandedOver handed) implements Leases {
  private <T> T with(Function<Leases, T> use) {
    return line.with(handed, memory -> use.apply(memory.leasesOf(handed.store())));
  }

  @Override
  public Optional<Lease> acquire(String name, String who, Duration lasts) {
    return with(leases -> leases.acquire(name, who, lasts));
  }

  @Override
  public boolean renew(Lease lease, Duration lasts) {
    return with(leases -> leases.renew(lease, lasts));
  }

  @Override
  public void release(Lease lease) {
    with(
        leases -> {
          leases.release(lease);
          return true;
        });
  }

  @Override
  public Optional<Lease> holder(String name) {
    return with(leases -> leases.holder(name));
  }
}
