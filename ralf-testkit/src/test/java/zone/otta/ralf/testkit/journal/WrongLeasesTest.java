package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongLeasesTest {
  /** Leases with one mistake. */
  record Wrong(String red, String mistake, Function<InstantSource, Leases> leases) {
    @Override
    public String toString() {
      return red + " " + mistake;
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("le01", "nobody is told who has it", ForgetsHolder::new),
        new Wrong("le02", "the same one may have it twice", TakesAgain::new),
        new Wrong("le03", "renewing adds nothing", RenewsNothing::new),
        new Wrong("le04", "the fence begins anew", ForgetsFence::new),
        new Wrong("le05", "no end", clock -> new MemoryLeases(() -> Instant.EPOCH)),
        new Wrong("le06", "renews what is over", RenewsForEver::new),
        new Wrong("le07", "looks, then takes", LooksThenTakes::new),
        new Wrong("le08", "takes any time", TakesAnyTime::new));
  }

  /** Tells nobody who has it. */
  static final class ForgetsHolder extends MemoryLeases {
    ForgetsHolder(InstantSource clock) {
      super(clock);
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
      return super.acquire(name, who, lasts).map(l -> new Lease(name, who, l.fence()));
    }
  }

  /** Gives it again to who asks with the same text. */
  static final class TakesAgain extends MemoryLeases {
    TakesAgain(InstantSource clock) {
      super(clock);
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
      return super.acquire(name, who, lasts)
          .or(() -> holder(name).filter(l -> l.holder().startsWith(who)));
    }
  }

  /** Says yes and does nothing. */
  static final class RenewsNothing extends MemoryLeases {
    RenewsNothing(InstantSource clock) {
      super(clock);
    }

    @Override
    public synchronized boolean renew(Lease lease, Duration lasts) {
      Leases.check(lasts);
      return holder(lease.name()).filter(lease::equals).isPresent();
    }
  }

  /** Deletes its row. */
  static final class ForgetsFence implements Leases {
    private final InstantSource clock;
    private MemoryLeases leases;

    ForgetsFence(InstantSource clock) {
      this.clock = clock;
      this.leases = new MemoryLeases(clock);
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
      return leases.acquire(name, who, lasts);
    }

    @Override
    public synchronized boolean renew(Lease lease, Duration lasts) {
      return leases.renew(lease, lasts);
    }

    @Override
    public synchronized void release(Lease lease) {
      if (leases.holder(lease.name()).filter(lease::equals).isPresent()) {
        leases = new MemoryLeases(clock);
      }
    }

    @Override
    public synchronized Optional<Lease> holder(String name) {
      return leases.holder(name);
    }
  }

  /** Takes whoever had it last for its holder. */
  static final class RenewsForEver extends MemoryLeases {
    private final Map<String, Lease> last = new HashMap<>();

    RenewsForEver(InstantSource clock) {
      super(clock);
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
      Optional<Lease> lease = super.acquire(name, who, lasts);
      lease.ifPresent(l -> last.put(name, l));
      return lease;
    }

    @Override
    public synchronized boolean renew(Lease lease, Duration lasts) {
      Leases.check(lasts);
      return super.renew(lease, lasts) || lease.equals(last.get(lease.name()));
    }
  }

  /** Holds nothing between its look and its taking. */
  static final class LooksThenTakes extends MemoryLeases {
    private final Map<String, Lease> held = new HashMap<>();

    LooksThenTakes(InstantSource clock) {
      super(clock);
    }

    @Override
    public Optional<Lease> acquire(String name, String who, Duration lasts) {
      synchronized (this) {
        if (holder(name).isPresent()) {
          return Optional.empty();
        }
      }
      LockSupport.parkNanos(20_000_000);
      synchronized (this) {
        return super.acquire(name, who, lasts)
            .map(
                l -> {
                  held.put(name, l);
                  return l;
                })
            .or(
                () ->
                    Optional.ofNullable(held.get(name))
                        .map(l -> new Lease(name, who + " " + UUID.randomUUID(), l.fence())));
      }
    }
  }

  /** Never says that a time is none. */
  static final class TakesAnyTime extends MemoryLeases {
    TakesAnyTime(InstantSource clock) {
      super(clock);
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String who, Duration lasts) {
      return lasts.isZero() ? Optional.empty() : super.acquire(name, who, lasts);
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_leases_break_their_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(wrong.leases()))).contains(wrong.red());
  }

  @Test
  void right_leases_break_none_and_every_rule_was_seen_red() {
    assertThat(BrokenRules.of(() -> kit(MemoryLeases::new))).isEmpty();
    assertThat(wrong().stream().map(Wrong::red))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 8).mapToObj("le%02d"::formatted).toList());
  }

  private static LeasesContract kit(Function<InstantSource, Leases> leases) {
    return new LeasesContract() {
      private Instant now = Instant.ofEpochSecond(1_790_000_000);

      @Override
      protected Leases open() {
        return leases.apply(() -> now);
      }

      @Override
      protected void pass(Duration moment) {
        now = now.plus(moment);
      }
    };
  }
}
