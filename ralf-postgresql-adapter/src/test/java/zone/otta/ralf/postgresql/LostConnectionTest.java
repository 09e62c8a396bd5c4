package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.postgresql.server.Relay;

/** The connection is lost at the worst moment: after the commit, before its answer. */
@ExtendWith(MemoryServer.class)
@Timeout(120)
class LostConnectionTest {
  private static final Metadata.Scope SCOPE = new Metadata.Scope("service:n8n");
  private PostgresAccess straight;
  private Relay relay;
  private PostgresMemory memory;

  @BeforeEach
  void open() throws Exception {
    straight = MemoryServer.stage().fresh();
    relay = new Relay(straight.port());
    memory = relayed(straight.limit());
  }

  private PostgresMemory relayed(Duration limit) {
    return PostgresMemory.open(
        PostgresAccess.to(
                straight.host(),
                relay.port(),
                straight.user(),
                straight.password(),
                straight.trust())
            .withDatabase(straight.database())
            .withLimit(limit));
  }

  /** For who gives up: connected before the trouble. */
  private void impatient() {
    memory.close();
    memory = relayed(Duration.ofMillis(1500));
    boolean connected = false;
    while (!connected) {
      try {
        memory.journal().append(Events.RUN, 0, Events.events(1, 1));
        connected = true;
      } catch (PortException e) {
        // A busy machine; the same append again is no second one.
        assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    memory.close();
    relay.close();
  }

  @Test
  void a_lost_answer_is_looked_up_by_the_same_append_again() {
    memory.journal().append(Events.RUN, 0, Events.events(1, 1));
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    assertThat(memory.journal().append(Events.RUN, 1, Events.events(2, 2)))
        .isEqualTo(new Append.AlreadyStored(3, 3));
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    assertThat(memory.journal().append(Events.RUN, 3, Events.events(4, 1)))
        .isEqualTo(new Append.AlreadyStored(4, 4));
    assertThat(memory.journal().readAll(0, 10)).hasSize(4);
    assertThat(memory.journal().verify()).isEmpty();
  }

  @Test
  void where_the_server_stays_away_the_outcome_is_unknown_and_a_later_append_decides() {
    impatient();
    relay.mode(Relay.Mode.LOSE_ANSWERS);
    PortException lost =
        catchThrowableOfType(
            PortException.class, () -> memory.journal().append(Events.RUN, 1, Events.events(2, 1)));
    assertThat(lost.code().id()).isEqualTo("RALF-J021");
    assertThat(lost.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(lost.what().en()).contains("whether it is stored is unknown");
    try (PostgresMemory other = PostgresMemory.open(straight)) {
      assertThat(other.journal().head(Events.RUN).version()).isEqualTo(2);
    }
    relay.mode(Relay.Mode.PASS);
    assertThat(memory.journal().append(Events.RUN, 1, Events.events(2, 1)))
        .isEqualTo(new Append.AlreadyStored(2, 2));
  }

  @Test
  void a_refusal_after_a_lost_answer_does_not_say_that_nothing_was_stored() throws Exception {
    memory.journal().append(Events.RUN, 0, Events.events(1, 1));
    MemoryServer.stage()
        .superuser(
            straight.database(), "REVOKE EXECUTE ON FUNCTION state.append_event FROM ralf_append");
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    PortException lost =
        catchThrowableOfType(
            PortException.class, () -> memory.journal().append(Events.RUN, 1, Events.events(2, 1)));
    assertThat(lost.code().id()).isEqualTo("RALF-J021");
    assertThat(lost.what().en()).contains("42501 permission denied");
  }

  @Test
  void reading_loses_nothing_and_stores_nothing() {
    impatient();
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    assertThat(memory.journal().readAll(0, 10)).hasSize(1);
    relay.mode(Relay.Mode.LOSE_ANSWERS);
    PortException lost =
        catchThrowableOfType(PortException.class, () -> memory.journal().readAll(0, 10));
    assertThat(lost.code().id()).isEqualTo("RALF-J020");
    assertThat(lost.help().orElseThrow().en()).contains("nothing was changed");
  }

  @Test
  void a_put_whose_answer_was_lost_is_known_again_and_no_conflict_with_itself() {
    memory.metadata().put(SCOPE, "flow", 0, "1");
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    assertThat(memory.metadata().put(SCOPE, "flow", 1, "2")).isEqualTo(new Metadata.Put.Stored(2));
    assertThat(memory.metadata().put(SCOPE, "flow", 1, "2"))
        .isEqualTo(new Metadata.Put.Conflict(2));
  }

  @Test
  void a_lease_whose_answer_was_lost_is_had_once() {
    memory.identity();
    relay.mode(Relay.Mode.LOSE_ONE_ANSWER);
    var lease = memory.leases().acquire("service:n8n", "anna", Duration.ofMinutes(1)).orElseThrow();
    assertThat(lease.fence()).isEqualTo(1);
    assertThat(memory.leases().holder("service:n8n")).contains(lease);
  }

  @Test
  void a_network_that_stalls_ends_no_call_late() {
    impatient();
    relay.mode(Relay.Mode.STALL);
    long start = System.nanoTime();
    PortException lost =
        catchThrowableOfType(
            PortException.class, () -> memory.journal().append(Events.RUN, 1, Events.events(2, 1)));
    assertThat(lost.code().id()).isEqualTo("RALF-J021");
    // Far from any time a socket waits by itself, which is for ever.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }
}
