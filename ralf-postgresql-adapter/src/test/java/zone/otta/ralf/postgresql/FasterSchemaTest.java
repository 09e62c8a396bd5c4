package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.recipe.postgresql.StateSchema;

/** That the schema's fifth version keeps what the ones before it promised. */
@ExtendWith(MemoryServer.class)
class FasterSchemaTest {
  private static final int BEFORE = 4;
  private static final StreamName OTHER = StreamName.run(8);
  private static final StreamName THIRD = StreamName.run(9);

  private static Link superuser(String database) throws SQLException {
    return Link.open(MemoryServer.stage().as(MemoryStage.SUPER, database), Duration.ofSeconds(20));
  }

  private static String ask(String database, String sql) throws SQLException {
    try (Link link = superuser(database);
        Statement s = link.jdbc().createStatement();
        ResultSet row = s.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  /** The files of the tables and indexes that the change touches. */
  private static String stored(String database) throws SQLException {
    return ask(
        database,
        "SELECT string_agg(concat_ws(' ', c.relname, c.relfilenode, i.indisvalid), ', '"
            + " ORDER BY c.relname) FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid"
            + " WHERE c.relnamespace = 'state'::regnamespace AND c.relkind IN ('r', 'i')"
            + " AND c.relname ~ '^(event|stream)_?'");
  }

  @Test
  void the_change_writes_no_table_anew_and_keeps_the_order_of_names() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, BEFORE));
    PostgresAccess access = stage.as(MemoryStage.APPENDING, database);
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 20));
      String before = stored(database);
      String anchor = memory.anchors().take().text();
      stage.migrate(database, StateSchema.MIGRATIONS.subList(BEFORE, BEFORE + 1));
      assertThat(stored(database)).isEqualTo(before).contains("event_pkey");
      assertThat(
              ask(
                  database,
                  "SELECT string_agg(DISTINCT attcollation::regcollation::text, ' ')"
                      + " FROM pg_attribute WHERE (attrelid, attname) IN"
                      + " (('state.stream'::regclass, 'name'), ('state.event'::regclass, 'type'))"))
          .isEqualTo("\"C\"");
      assertThat(memory.journal().append(Events.RUN, 20, Events.events(21, 1)))
          .isEqualTo(new Append.Stored(21, 21));
      assertThat(memory.journal().append(Events.RUN, 0, Events.events(1, 20)))
          .isEqualTo(new Append.AlreadyStored(20, 20));
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(memory.anchors().take().text()).isNotEqualTo(anchor);
    }
  }

  /** The statements of the library that came with the second schema. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void an_older_librarys_statements_append_on_each_schema(int version) throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, version));
    PostgresAccess access = stage.as(MemoryStage.APPENDING, database);
    Appending first =
        Appending.after(ChainHash.start(Events.RUN), Events.RUN, 0, Events.events(1, 1));
    Appending then = Appending.after(first.last(), Events.RUN, 1, Events.events(2, 3));
    try (Link link = Link.open(access, Duration.ofSeconds(20))) {
      assertThat(old(link.jdbc(), first)).isEqualTo("ok 1 1");
      assertThat(old(link.jdbc(), first)).isEqualTo("already 1 1");
      assertThat(oldMany(link.jdbc(), then)).isEqualTo("ok 4 4");
      assertThat(oldMany(link.jdbc(), then)).isEqualTo("already 4 4");
    }
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().append(Events.RUN, 4, Events.events(5, 2)))
          .isEqualTo(new Append.Stored(6, 6));
      assertThat(memory.journal().verify()).isEmpty();
    }
  }

  private static String old(Connection c, Appending appending) throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement(
            "SELECT result, version, last_pos FROM state.append_event(?, ?, ?, ?, ?, ?, ?)")) {
      var event = appending.events().getFirst();
      s.setString(1, appending.stream().value());
      s.setLong(2, appending.expected());
      s.setObject(3, event.id());
      s.setString(4, event.type());
      s.setLong(5, event.occurredUs());
      s.setString(6, event.payload());
      s.setBytes(7, appending.last().bytes());
      return answer(s);
    }
  }

  private static String oldMany(Connection c, Appending appending) throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement(
            "SELECT result, version, last_pos FROM state.append_events(?, ?, ?, ?, ?, ?, ?, ?)")) {
      new EventArrays(s)
          .texts(List.of(appending.stream().value()))
          .longs(List.of(appending.expected()))
          .ints(List.of(appending.events().size()))
          .events(appending.events(), appending.hashes());
      return answer(s);
    }
  }

  private static String answer(PreparedStatement s) throws SQLException {
    try (ResultSet row = s.executeQuery()) {
      row.next();
      return row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3);
    }
  }

  @Test
  void appends_of_one_batch_are_answered_each_for_itself_and_leave_no_gap() throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    ChainHash start = ChainHash.start(Events.RUN);
    Appending two = Appending.after(start, Events.RUN, 0, Events.events(1, 2));
    Appending late = Appending.after(start, Events.RUN, 0, Events.events(50, 3));
    Appending next = Appending.after(two.last(), Events.RUN, 2, Events.events(3, 2));
    Appending other = Appending.after(ChainHash.start(OTHER), OTHER, 0, Events.events(10, 1));
    Appending unknown = Appending.after(ChainHash.start(THIRD), THIRD, 7, Events.events(60, 1));
    List<Appending> batch = List.of(unknown, two, late, next, two, other, next);
    try (PostgresMemory memory = PostgresMemory.open(access);
        Link link = Link.open(access, Duration.ofSeconds(20))) {
      assertThat(AppendSql.append(link, batch))
          .containsExactly(
              new Append.Conflict(0),
              new Append.Stored(2, 2),
              new Append.Conflict(4),
              new Append.Stored(4, 4),
              new Append.AlreadyStored(2, 2),
              new Append.Stored(1, 5),
              new Append.AlreadyStored(4, 4));
      assertThat(AppendSql.append(link, List.of(late))).containsExactly(new Append.Conflict(4));
      assertThat(AppendSql.append(link, List.of(late, unknown)))
          .containsExactly(new Append.Conflict(4), new Append.Conflict(0));
      assertThat(memory.journal().append(OTHER, 1, Events.events(11, 1)))
          .isEqualTo(new Append.Stored(2, 6));
      assertThat(memory.journal().readAll(0, 100)).hasSize(6);
      assertThat(memory.journal().verify()).isEmpty();
    }
  }

  @Test
  void one_wrong_hash_within_a_batch_stores_nothing_of_it() throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    Appending good = Appending.after(ChainHash.start(OTHER), OTHER, 0, Events.events(10, 2));
    Appending right =
        Appending.after(ChainHash.start(Events.RUN), Events.RUN, 0, Events.events(1, 3));
    try (PostgresMemory memory = PostgresMemory.open(access);
        Link link = Link.open(access, Duration.ofSeconds(20))) {
      for (int wrong = 0; wrong < 3; wrong++) {
        List<ChainHash> hashes = new ArrayList<>(right.hashes());
        hashes.set(wrong, ChainHash.start(THIRD));
        Appending bad = new Appending(Events.RUN, 0, right.events(), hashes);
        for (List<Appending> batch : List.of(List.of(bad), List.of(good, bad))) {
          SQLException e =
              catchThrowableOfType(SQLException.class, () -> AppendSql.append(link, batch));
          assertThat(e.getSQLState()).isEqualTo("23R01");
        }
      }
      assertThat(memory.journal().readAll(0, 10)).isEmpty();
      assertThat(AppendSql.append(link, List.of(good, right)))
          .containsExactly(new Append.Stored(2, 2), new Append.Stored(3, 5));
    }
  }

  /** Past every function, as only a superuser can. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          state.event SET type = ''                                              ; 23514
          state.event SET type = '_a'                                            ; 23514
          state.event SET type = 'aB'                                            ; 23514
          state.event SET type = E'a\\n'                                         ; 23514
          state.event SET type = 'ä'                                             ; 23514
          state.event SET type = repeat('a', 41)                                 ; 23514
          state.event SET type = 'a' || repeat('_', 39)                          ;
          state.event SET payload = '[]'                                         ; 23514
          state.event SET payload = ' {}'                                        ; 23514
          state.event SET payload = '{} '                                        ; 23514
          state.event SET payload = E'{\\n}'                                     ; 23514
          state.event SET payload = E'{}\\n'                                     ; 23514
          state.event SET payload = '1'                                          ; 23514
          state.event SET payload = '{'                                          ; 22P02
          state.event SET payload = ('{"a":"' || repeat('x', 262136) || '"}')::json ;
          state.event SET payload = ('{"a":"' || repeat('x', 262137) || '"}')::json ; 23514
          state.event SET payload = ('{"a":"' || repeat('ä', 131069) || '"}')::json ; 23514
          state.event SET hash = sha224('')                                      ; 23514
          state.event SET hash = NULL                                            ; 23502
          state.event SET version = 0                                            ; 23514
          state.stream SET head_hash = ''                                        ; 23514
          state.stream SET name = 'A'                                            ; 23514
          state.stream SET name = '7a'                                           ; 23514
          state.stream SET name = 'a:'                                           ; 23514
          state.stream SET name = 'a:b:c'                                        ; 23514
          state.stream SET name = 'a:b/c'                                        ; 23514
          state.stream SET name = E'a\\n'                                        ; 23514
          state.stream SET name = repeat('a', 41)                                ; 23514
          state.stream SET name = repeat('a', 40) || ':' || repeat('B', 80)      ;
          state.stream SET name = 'a:' || repeat('b', 81)                        ; 23514
          state.stream SET version = -1                                          ; 23514
          state.journal_head SET pos = -1                                        ; 23514
          """)
  void no_way_in_takes_another_form(String change, String refusal) throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    try (PostgresMemory memory = PostgresMemory.open(access);
        Link link = superuser(access.database());
        Statement s = link.jdbc().createStatement()) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 1));
      s.execute("SET session_replication_role = replica");
      if (refusal == null) {
        assertThatCode(() -> s.execute("UPDATE " + change)).doesNotThrowAnyException();
      } else {
        SQLException e =
            catchThrowableOfType(SQLException.class, () -> s.execute("UPDATE " + change));
        assertThat(e.getSQLState()).isEqualTo(refusal);
      }
    }
  }

  /**
   * A login that may create what it likes, which none may, and looks there first: the functions
   * that run as the owner never do.
   */
  @Test
  void nothing_of_a_logins_own_stands_in_for_what_the_functions_call() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    stage.superuser(
        access.database(),
        "GRANT TEMPORARY, CREATE ON DATABASE %s TO ralf_append".formatted(access.database()));
    Appending one =
        Appending.after(ChainHash.start(Events.RUN), Events.RUN, 0, Events.events(1, 1));
    Appending more = Appending.after(one.last(), Events.RUN, 1, Events.events(2, 3));
    try (PostgresMemory memory = PostgresMemory.open(access);
        Link link = Link.open(access, Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      s.execute("CREATE SCHEMA trap");
      List<String> traps = new ArrayList<>();
      for (String table : List.of("event", "stream", "journal_head", "import_batch")) {
        s.execute("CREATE TEMP TABLE %1$s (LIKE state.%1$s)".formatted(table));
        s.execute("CREATE TABLE trap.%1$s (LIKE state.%1$s)".formatted(table));
      }
      for (String function :
          List.of(
              "sha256(bytea) RETURNS bytea",
              "int8send(bigint) RETURNS bytea",
              "uuid_send(uuid) RETURNS bytea",
              "octet_length(text) RETURNS int",
              "convert_to(text, name) RETURNS bytea",
              "cardinality(anyarray) RETURNS int",
              "chain(bytea, bigint, uuid, bigint, text, text) RETURNS bytea",
              "strpos(text, text) RETURNS int",
              "split_part(text, text, int) RETURNS text")) {
        for (String schema : List.of("trap", "pg_temp")) {
          traps.add(
              "CREATE FUNCTION %s.%s LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trapped as %%', current_user; END $$"
                  .formatted(schema, function));
        }
      }
      for (String trap : traps) {
        s.execute(trap);
      }
      for (String operator : List.of("=", "+", "-", "<>", "||")) {
        for (String type : List.of("text", "bigint", "bytea")) {
          s.execute(
              "CREATE OR REPLACE FUNCTION trap.snap(%1$s, %1$s) RETURNS %1$s LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trapped as %%', current_user; END $$"
                  .formatted(type));
          s.execute(
              "CREATE OPERATOR trap.%s (LEFTARG = %2$s, RIGHTARG = %2$s, FUNCTION = trap.snap)"
                  .formatted(operator, type));
        }
      }
      s.execute("SET search_path = pg_temp, trap, pg_catalog");
      assertThatCode(() -> s.execute("SELECT 'a'::text = 'a'::text"))
          .as("the traps do work")
          .hasMessageContaining("trapped as ralf_app");
      assertThat(AppendSql.append(link, List.of(one))).containsExactly(new Append.Stored(1, 1));
      assertThat(AppendSql.append(link, List.of(more))).containsExactly(new Append.Stored(4, 4));
      assertThat(AppendSql.append(link, List.of(one, more)))
          .containsExactly(new Append.AlreadyStored(1, 1), new Append.AlreadyStored(4, 4));
      assertThat(memory.journal().readAll(0, 10)).hasSize(4);
      assertThat(memory.journal().verify()).isEmpty();
      try (ResultSet row = s.executeQuery("SELECT count(*) FROM pg_temp.event, trap.event")) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }
}
