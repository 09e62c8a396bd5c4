package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.Leases.Lease;

/** What all {@link Leases} must do, one test for each rule of docs/contracts/leases.md. */
public abstract class LeasesContract {
  private static final String NAME = "service:postgresql";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final int PATIENCE = 10_000;
  private Leases leases;

  /** Leases of which none was ever given. */
  protected abstract Leases open() throws Exception;

  /** Lets a moment pass on the store's clock. */
  protected abstract void pass(Duration moment) throws Exception;

  @BeforeEach
  void openLeases() throws Exception {
    leases = open();
  }

  @Test
  void le01_a_free_right_is_given_and_its_holder_known() {
    assertThat(leases.holder(NAME)).isEmpty();
    Lease lease = take("anna");
    assertThat(lease.name()).isEqualTo(NAME);
    assertThat(lease.holder()).startsWith("anna ");
    assertThat(lease.fence()).isEqualTo(1);
    assertThat(leases.holder(NAME)).contains(lease);
  }

  @Test
  void le02_a_right_that_somebody_has_is_given_to_nobody_else_nor_twice() {
    take("anna");
    assertThat(leases.acquire(NAME, "ben", LONG)).isEmpty();
    assertThat(leases.acquire(NAME, "anna", LONG)).isEmpty();
    assertThat(leases.acquire("service:n8n", "ben", LONG)).isPresent();
  }

  @Test
  void le03_renewing_keeps_the_fence_and_lengthens_the_time() throws Exception {
    Lease lease = leases.acquire(NAME, "anna", Duration.ofSeconds(2)).orElseThrow();
    assertThat(leases.renew(lease, LONG)).isTrue();
    pass(Duration.ofMillis(2100));
    assertThat(leases.holder(NAME)).contains(lease);
    assertThat(leases.acquire(NAME, "ben", LONG)).isEmpty();
  }

  @Test
  void le04_a_right_given_back_is_free_and_the_next_fence_is_higher() {
    Lease first = take("anna");
    leases.release(first);
    assertThat(leases.holder(NAME)).isEmpty();
    Lease second = take("anna");
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.holder()).isNotEqualTo(first.holder());
  }

  @Test
  void le05_a_right_ends_with_its_time_and_the_next_fence_is_higher() throws Exception {
    Lease first = leases.acquire(NAME, "anna", SHORT).orElseThrow();
    Lease second = wait(() -> leases.acquire(NAME, "ben", LONG));
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void le06_who_lost_it_can_neither_renew_nor_end_another_ones() throws Exception {
    Lease lost = leases.acquire(NAME, "anna", SHORT).orElseThrow();
    wait(() -> leases.holder(NAME).isEmpty() ? Optional.of(lost) : Optional.empty());
    assertThat(leases.renew(lost, LONG)).isFalse();
    assertThat(leases.holder(NAME)).isEmpty();
    Lease other = take("ben");
    assertThat(leases.renew(lost, LONG)).isFalse();
    leases.release(lost);
    leases.release(new Lease(NAME, other.holder(), other.fence() - 1));
    leases.release(new Lease(NAME, lost.holder(), other.fence()));
    assertThat(leases.holder(NAME)).contains(other);
  }

  @Test
  void le07_of_many_at_once_one_gets_it() throws Exception {
    List<Callable<Optional<Lease>>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> leases.acquire(NAME, "anna", LONG));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
      List<Lease> got = new ArrayList<>();
      for (Future<Optional<Lease>> done : pool.invokeAll(tasks)) {
        done.get().ifPresent(got::add);
      }
      assertThat(got).hasSize(1);
      assertThat(leases.holder(NAME)).contains(got.get(0));
    }
  }

  @Test
  void le08_what_is_no_name_holder_or_time_is_refused() {
    refused("Service", "anna", LONG);
    refused(NAME, " ", LONG);
    refused(NAME, "an\nna", LONG);
    refused(NAME, "a".repeat(201), LONG);
    refused(NAME, "anna", Duration.ZERO);
    refused(NAME, "anna", Leases.LONGEST.plusMillis(1));
    assertThat(leases.holder(NAME)).isEmpty();
    Lease lease = take("anna");
    assertThatIllegalArgumentException().isThrownBy(() -> leases.renew(lease, Duration.ZERO));
  }

  private void refused(String name, String who, Duration lasts) {
    assertThatIllegalArgumentException().isThrownBy(() -> leases.acquire(name, who, lasts));
  }

  private Lease take(String who) {
    return leases.acquire(NAME, who, LONG).orElseThrow();
  }

  /** Until it comes; a right that never ends is noticed. */
  private Lease wait(Callable<Optional<Lease>> what) throws Exception {
    for (int i = 0; i < PATIENCE / SHORT.toMillis(); i++) {
      Optional<Lease> lease = what.call();
      if (lease.isPresent()) {
        return lease.get();
      }
      pass(SHORT);
    }
    throw new AssertionError("the right never ended");
  }
}
