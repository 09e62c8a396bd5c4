package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StreamName;

/** What a superuser can do to a memory past every rule, and what finds it. */
@ExtendWith(MemoryServer.class)
class TamperingTest {
  private static final StreamName OTHER = StreamName.run(8);
  private PostgresAccess access;
  private PostgresMemory memory;

  @BeforeEach
  void open() throws Exception {
    access = MemoryServer.stage().fresh();
    memory = PostgresMemory.open(access);
    memory.journal().append(Events.RUN, 0, Events.events(1, 700));
    memory.journal().append(OTHER, 0, Events.events(701, 100));
    memory.journal().append(Events.RUN, 700, Events.events(801, 100));
    assertThat(memory.journal().verify()).isEmpty();
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private void tamper(String sql) throws Exception {
    MemoryServer.stage()
        .superuser(access.database(), "SET session_replication_role = replica; " + sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE state.event SET payload = '{"n":0}' WHERE pos = 777      | position 777: the hash chain of run:8 is broken at version 77
          UPDATE state.event SET type = 'other' WHERE pos = 1             | position 1: the hash chain of run:7 is broken at version 1
          UPDATE state.event SET occurred_us = 0 WHERE pos = 900          | position 900: the hash chain of run:7 is broken at version 800
          UPDATE state.event SET event_id = gen_random_uuid() WHERE pos = 2 | position 2: the hash chain of run:7 is broken at version 2
          UPDATE state.event SET hash = sha256(hash) WHERE pos = 777      | position 777: the hash chain of run:8 is broken at version 77
          UPDATE state.event SET version = 1000 WHERE pos = 5             | position 5: version 5 of run:7 expected, 1000 found
          DELETE FROM state.event WHERE pos = 777                         | position 777: missing; the next event stands at 778
          DELETE FROM state.event WHERE pos = 900                         | position 900: the journal's end is missing
          DELETE FROM state.stream WHERE name = 'run:8'                   | position 701: the event's stream is gone
          UPDATE state.stream SET name = 'run:9' WHERE name = 'run:8'     | position 701: the hash chain of run:9 is broken at version 1
          UPDATE state.stream SET version = 99 WHERE name = 'run:8'       | stream run:8 ends elsewhere than its events
          UPDATE state.stream SET head_hash = sha256('') WHERE name = 'run:8' | stream run:8 ends elsewhere than its events
          UPDATE state.event SET type = 'No type' WHERE pos = 3           | position 3: the row is not an event
          """)
  void a_change_is_found_at_its_place(String sql, String found) throws Exception {
    tamper("ALTER DOMAIN state.event_type DROP CONSTRAINT event_type_form; " + sql);
    assertThat(memory.journal().verify().map(Text::en)).contains(found);
  }

  @Test
  void an_end_that_was_cut_off_without_a_trace_is_found_by_an_anchor() throws Exception {
    Anchor then = Anchor.parse(memory.anchors().take().text()).orElseThrow();
    assertThat(memory.anchors().differs(then)).isEmpty();
    tamper(
        """
        DELETE FROM state.event WHERE pos > 850;
        UPDATE state.journal_head SET pos = 850;
        UPDATE state.stream s SET version = 750, head_hash = (SELECT hash FROM state.event WHERE pos = 850)
          WHERE name = 'run:7';
        DELETE FROM state.anchor
        """);
    assertThat(memory.journal().verify()).as("every chain is sound").isEmpty();
    assertThat(found(then))
        .contains("the journal ends at position 850, but had 900: its end was cut off");
  }

  @Test
  void a_stream_that_is_gone_without_a_trace_is_found_by_an_anchor() throws Exception {
    Anchor then = memory.anchors().take();
    tamper(
        """
        DELETE FROM state.event WHERE pos BETWEEN 701 AND 800;
        UPDATE state.event SET pos = -pos WHERE pos > 800;
        UPDATE state.event SET pos = -pos - 100 WHERE pos < 0;
        UPDATE state.journal_head SET pos = 800;
        DELETE FROM state.stream WHERE name = 'run:8'
        """);
    assertThat(memory.journal().verify()).as("every chain is sound").isEmpty();
    assertThat(found(then)).contains("the journal ends at position 800, but had 900");
    memory.journal().append(StreamName.run(9), 0, Events.events(2001, 100));
    assertThat(memory.journal().verify()).isEmpty();
    assertThat(found(then)).contains("stream run:8 is gone; it had 100 events");
  }

  @Test
  void a_history_that_was_written_anew_is_found_by_an_anchor() throws Exception {
    Anchor then = memory.anchors().take();
    tamper(
        """
        DELETE FROM state.event;
        DELETE FROM state.stream;
        UPDATE state.journal_head SET pos = 0
        """);
    try (PostgresMemory anew = PostgresMemory.open(access)) {
      anew.journal().append(Events.RUN, 0, Events.events(3001, 700));
      anew.journal().append(OTHER, 0, Events.events(701, 100));
      anew.journal().append(Events.RUN, 700, Events.events(801, 100));
    }
    assertThat(memory.journal().verify()).isEmpty();
    assertThat(found(then)).contains("stream run:7 has another history up to version 800");
  }

  private String found(Anchor then) {
    Optional<Text> found = memory.anchors().differs(then);
    return found.orElseThrow().en();
  }
}
