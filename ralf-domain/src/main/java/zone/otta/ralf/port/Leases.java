package zone.otta.ralf.port;

import java.time.Duration;
import java.util.Optional;

/**
 * The right to be the only one that does something, for a time, across processes and machines. The
 * store's clock decides. Rules: docs/contracts/leases.md. Throws {@link PortException} if the store
 * cannot be used.
 *
 * <p>A lease alone protects nothing: its holder may be stopped longer than it lasts and go on. What
 * the holder does must carry the fence, so that an older one can be refused.
 */
public interface Leases {
  /**
   * A right as it was given.
   *
   * @param name what it is for, {@code service:postgresql}
   * @param holder who has it; one text for each time it is acquired
   * @param fence grows with every new holder of the name, from 1
   */
  record Lease(String name, String holder, long fence) {}

  /**
   * Takes the right if nobody has it.
   *
   * @param who for people, up to 200 characters: person, machine, process
   * @param lasts up to one day; it must be renewed before
   * @return empty if somebody has it
   */
  Optional<Lease> acquire(String name, String who, Duration lasts);

  /**
   * Has it last so long from now on.
   *
   * @return false if it is over: somebody may have it already
   */
  boolean renew(Lease lease, Duration lasts);

  /** Gives it back; nothing happens if it is over already. */
  void release(Lease lease);

  /** Who has it now; empty if nobody. */
  Optional<Lease> holder(String name);

  /** The longest time a right is given for. */
  Duration LONGEST = Duration.ofDays(1);

  /**
   * What every store refuses.
   *
   * @throws IllegalArgumentException if a part is not as above
   */
  static void check(String name, String who, Duration lasts) {
    if (!name.matches("[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?")) {
      throw new IllegalArgumentException("not a name of a lease");
    }
    if (who.isBlank() || who.length() > 200 || who.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("not a holder of a lease");
    }
    check(lasts);
  }

  /**
   * @throws IllegalArgumentException if it is not between 1 ms and a day
   */
  static void check(Duration lasts) {
    if (lasts.toMillis() < 1 || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a lease of " + lasts);
    }
  }
}
