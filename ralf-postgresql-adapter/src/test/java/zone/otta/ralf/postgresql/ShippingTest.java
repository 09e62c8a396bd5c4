package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.postgresql.server.Relay;
import zone.otta.ralf.workspace.journal.FileJournal;

/** What a journal file has goes to a real PostgreSQL after it, in order and once. */
@ExtendWith(MemoryServer.class)
class ShippingTest {
  @TempDir Path folder;
  private PostgresAccess access;

  @BeforeEach
  void fill() throws Exception {
    access = MemoryServer.stage().fresh();
    HandedFile.fill(folder, 1, 40);
  }

  private long ship(long from, LongConsumer upTo) {
    return ship(access, from, upTo);
  }

  private long ship(PostgresAccess to, long from, LongConsumer upTo) {
    try (FileJournal file = HandedFile.open(folder);
        PostgresMemory memory = PostgresMemory.open(to)) {
      return new Shipping(file, memory.journal()).ship(from, upTo);
    }
  }

  private long missing() {
    try (FileJournal file = HandedFile.open(folder);
        PostgresMemory memory = PostgresMemory.open(access)) {
      return new Shipping(file, memory.journal()).missing();
    }
  }

  private void bothAreTheSame() {
    List<StoredEvent> file = HandedFile.all(folder);
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(memory.journal().readAll(0, 1000)).isEqualTo(file);
    }
    assertThat(missing()).isZero();
  }

  @Test
  void what_is_new_goes_there_and_a_repetition_stores_nothing() {
    List<Long> told = new ArrayList<>();
    assertThat(ship(0, told::add)).isEqualTo(40);
    assertThat(told).isSorted().endsWith(40L);
    bothAreTheSame();
    HandedFile.fill(folder, 100, 7);
    assertThat(missing()).isEqualTo(7);
    assertThat(ship(40, p -> {})).isEqualTo(7);
    bothAreTheSame();
    assertThat(ship(40, p -> {})).isZero();
    assertThat(ship(0, p -> {})).isZero();
    bothAreTheSame();
  }

  @Test
  void interrupted_at_any_event_it_goes_on_where_it_was() {
    for (int stop = 1; stop < 40; stop += 6) {
      int last = stop;
      catchThrowableOfType(
          IllegalStateException.class,
          () ->
              ship(
                  0,
                  position -> {
                    if (position >= last) {
                      throw new IllegalStateException("killed");
                    }
                  }));
      assertThat(missing()).isBetween(40L - last - 3, 40L - last);
    }
    ship(0, p -> {});
    bothAreTheSame();
  }

  @Test
  void a_memory_that_was_set_back_gets_everything_again() throws Exception {
    ship(0, p -> {});
    PostgresAccess before = access;
    String copy = MemoryServer.stage().copy(before.database());
    HandedFile.fill(folder, 100, 9);
    ship(40, p -> {});
    access = MemoryServer.stage().as(MemoryStage.APPENDING, copy);
    HandedFile.fill(folder, 200, 9);
    assertThat(ship(49, p -> {})).isEqualTo(18);
    assertThat(missing()).isZero();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(memory.journal().readAll(0, 1000)).hasSize(58);
    }
  }

  @Test
  void another_history_is_never_written_over_or_behind() {
    ship(0, p -> {});
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      long end = memory.journal().head(Events.RUN).version();
      memory.journal().append(Events.RUN, end, Events.events(900, 1));
    }
    HandedFile.fill(folder, 100, 12);
    PortException refused = catchThrowableOfType(PortException.class, () -> ship(40, p -> {}));
    assertThat(refused.code().id()).isEqualTo("RALF-J036");
    assertThat(refused.what().en()).contains(Events.RUN.value());
    assertThat(catchThrowableOfType(PortException.class, this::missing).code().id())
        .isEqualTo("RALF-J036");
  }

  @Test
  void while_the_server_is_away_nothing_is_lost_and_nothing_doubled() throws Exception {
    try (Relay relay = new Relay(access.port())) {
      PostgresAccess through =
          PostgresAccess.to(
                  access.host(), relay.port(), access.user(), access.password(), access.trust())
              .withDatabase(access.database())
              .withLimit(java.time.Duration.ofMillis(1500));
      try (FileJournal file = HandedFile.open(folder);
          PostgresMemory memory = PostgresMemory.open(through)) {
        PortException lost =
            catchThrowableOfType(
                PortException.class,
                () ->
                    new Shipping(file, memory.journal())
                        .ship(
                            0,
                            position -> {
                              if (position >= 20) {
                                relay.mode(Relay.Mode.LOSE_ANSWERS);
                              }
                            }));
        assertThat(lost.code().id()).isIn("RALF-J020", "RALF-J021");
      }
    }
    HandedFile.fill(folder, 100, 5);
    ship(0, p -> {});
    bothAreTheSame();
  }
}
