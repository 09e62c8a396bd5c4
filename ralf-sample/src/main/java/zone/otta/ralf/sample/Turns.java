package zone.otta.ralf.sample;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import zone.otta.ralf.port.Leases;

/**
 * Lets one of several chronicles work at a time, so that the others need not read the same. A lease
 * alone protects nothing, since its holder may be stopped for longer than it lasts: what is counted
 * is fenced by the stream's version, what is published by the lease's fence.
 */
public final class Turns {
  static final String LEASE = "chronicle:counts";
  private static final Duration LASTS = Duration.ofMinutes(1);

  private final Chronicle chronicle;
  private final Leases leases;
  private final String who;

  /**
   * @param who for people: machine and process
   */
  public Turns(Chronicle chronicle, Leases leases, String who) {
    this.chronicle = chronicle;
    this.leases = leases;
    this.who = who;
  }

  /** Counts what is new, and publishes it; empty if another chronicle is at it. */
  public Optional<SortedMap<String, Long>> take() {
    return leases.acquire(LEASE, who, LASTS).map(this::counted);
  }

  private SortedMap<String, Long> counted(Leases.Lease lease) {
    try {
      chronicle.catchUp();
      chronicle.publish(lease.fence());
      return chronicle.counts();
    } finally {
      leases.release(lease);
    }
  }
}
