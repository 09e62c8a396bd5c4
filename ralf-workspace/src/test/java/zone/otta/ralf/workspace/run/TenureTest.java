package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.apply.Tenure;
import zone.otta.ralf.apply.Tenure.Worker;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.port.Leases.Lease;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.testkit.journal.MemoryLeases;

/** One works on a service; others are told who. */
class TenureTest {
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final String NAME = "service:postgresql";
  private static final Duration LASTS = Duration.ofMinutes(3);
  private static final Worker ANNA = new Worker("anna@desk, process 7", "desk1");
  private static final Worker BERT = new Worker("bert@shed, process 8", "shed1");

  private Instant now = Instant.EPOCH;
  private final MemoryLeases leases = new MemoryLeases(() -> now);

  private Tenure take(Worker worker) {
    return Tenure.take(leases, SERVICE, worker, LASTS);
  }

  private static Optional<String> code(Optional<Finding> finding) {
    return finding.map(Finding::code).map(Code::id);
  }

  @Test
  void a_second_one_is_refused_and_told_who_works() {
    Tenure anna = take(ANNA);
    PortException refused = catchThrowableOfType(PortException.class, () -> take(BERT));
    assertThat(refused.code().id()).isEqualTo("RALF-J038");
    assertThat(refused.what().en())
        .isEqualTo("somebody works on postgresql already: anna@desk, process 7");
    assertThat(anna.over()).isEmpty();
    anna.end();
    assertThat(take(BERT).fence()).contains(2L);
  }

  @Test
  void who_was_killed_at_the_same_place_is_followed_at_once() {
    take(ANNA);
    Tenure again = take(new Worker("anna@desk, process 9", "desk1"));
    assertThat(again.fence()).contains(2L);
    assertThat(leases.holder(NAME).map(Lease::holder).orElseThrow())
        .startsWith("anna@desk, process 9 ");
  }

  @Test
  void a_place_that_only_begins_like_it_is_another() {
    take(ANNA);
    assertThat(catchThrowableOfType(PortException.class, () -> take(new Worker("x", "desk"))))
        .isNotNull();
    assertThat(catchThrowableOfType(PortException.class, () -> take(new Worker("x", "desk11"))))
        .isNotNull();
  }

  @Test
  void kept_it_outlives_its_time() {
    Tenure anna = take(ANNA);
    for (int i = 0; i < 10; i++) {
      now = now.plus(LASTS.dividedBy(2));
      anna.keep();
      assertThat(anna.over()).isEmpty();
      assertThat(anna.fence()).contains(1L);
    }
    assertThat(catchThrowableOfType(PortException.class, () -> take(BERT))).isNotNull();
  }

  @Test
  void given_back_it_is_not_kept() {
    Tenure anna = take(ANNA);
    anna.end();
    anna.keep();
    assertThat(leases.holder(NAME)).isEmpty();
    assertThat(anna.over()).isEmpty();
  }

  @Test
  void over_but_nobody_had_it_in_between_is_taken_anew() {
    Tenure anna = take(ANNA);
    now = now.plus(LASTS.multipliedBy(2));
    anna.keep();
    assertThat(anna.over()).isEmpty();
    assertThat(anna.fence()).contains(2L);
    anna.end();
    assertThat(leases.holder(NAME)).isEmpty();
  }

  @Test
  void over_and_somebody_has_it_ends_the_work() {
    Tenure anna = take(ANNA);
    now = now.plus(LASTS.multipliedBy(2));
    Tenure bert = take(BERT);
    assertThat(anna.over()).isEmpty();
    anna.keep();
    assertThat(code(anna.over())).contains("RALF-J039");
    assertThat(anna.over().orElseThrow().summary().en()).contains("bert@shed, process 8");
    anna.end();
    bert.keep();
    assertThat(bert.over()).isEmpty();
    assertThat(leases.holder(NAME).map(Lease::fence)).contains(2L);
  }

  @Test
  void over_and_somebody_had_it_meanwhile_ends_the_work_too() {
    Tenure anna = take(ANNA);
    now = now.plus(LASTS.multipliedBy(2));
    take(BERT).end();
    anna.keep();
    assertThat(code(anna.over())).contains("RALF-J039");
    assertThat(leases.holder(NAME)).isEmpty();
    assertThat(take(BERT).fence().orElseThrow()).isGreaterThan(2L);
  }
}
