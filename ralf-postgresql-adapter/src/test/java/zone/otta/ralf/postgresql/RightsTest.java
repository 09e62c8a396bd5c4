package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.recipe.postgresql.StateSchema;

/** What each role may do to the tables, tried on a real server; and the schema's own changes. */
@ExtendWith(MemoryServer.class)
class RightsTest {
  private static final String DENIED = "42501";

  private static String refused(Statement s, String sql) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> s.execute(sql));
    return e == null ? "" : String.valueOf(e.getSQLState());
  }

  @ParameterizedTest
  @ValueSource(strings = {MemoryStage.APPENDING, MemoryStage.READING})
  void no_login_writes_any_table_itself(String role) throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 2));
    }
    try (Link link = Link.open(stage.as(role, access.database()), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      List<String> tables = tables(s);
      assertThat(tables).hasSizeGreaterThanOrEqualTo(13).contains("event", "stream", "lease");
      for (String table : tables) {
        String name = "state." + table;
        String column = column(s, table);
        assertThat(refused(s, "INSERT INTO " + name + " DEFAULT VALUES")).isEqualTo(DENIED);
        assertThat(refused(s, "UPDATE %s SET %s = %s".formatted(name, column, column)))
            .as(table)
            .isEqualTo(DENIED);
        assertThat(refused(s, "DELETE FROM " + name)).as(table).isEqualTo(DENIED);
        assertThat(refused(s, "TRUNCATE " + name)).as(table).isEqualTo(DENIED);
        assertThat(refused(s, "ALTER TABLE " + name + " DISABLE TRIGGER ALL")).isEqualTo(DENIED);
      }
      assertThat(refused(s, "CREATE TABLE state.mine (a int)")).isEqualTo(DENIED);
      assertThat(refused(s, "CREATE TABLE public.mine (a int)")).isEqualTo(DENIED);
      assertThat(refused(s, "CREATE TEMP TABLE event (a int)")).isEqualTo(DENIED);
      assertThat(refused(s, "SET ROLE ralf_owner")).isEqualTo(DENIED);
      assertThat(refused(s, "SET session_replication_role = replica")).isEqualTo(DENIED);
    }
  }

  private static List<String> tables(Statement s) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet row =
        s.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'state' ORDER BY 1")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private static String column(Statement s, String table) throws SQLException {
    try (ResultSet row =
        s.executeQuery(
            "SELECT attname FROM pg_attribute WHERE attnum > 0 AND attidentity = ''"
                + " AND attrelid = 'state.%s'::regclass ORDER BY attnum".formatted(table))) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void a_login_that_reads_calls_no_function_that_writes() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    try (Link link = Link.open(stage.as(MemoryStage.READING, "ralf"), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      List<String> calls = new ArrayList<>();
      try (ResultSet row =
          s.executeQuery(
              "SELECT format('SELECT state.%I(%s)', p.proname, (SELECT"
                  + " coalesce(string_agg('NULL::' || format_type(t, NULL), ', ' ORDER BY o), '')"
                  + " FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, o))) FROM pg_proc p"
                  + " JOIN pg_namespace n ON n.oid = p.pronamespace"
                  + " WHERE n.nspname = 'state' AND p.prorettype <> 'trigger'::regtype")) {
        while (row.next()) {
          calls.add(row.getString(1));
        }
      }
      assertThat(calls).hasSizeGreaterThanOrEqualTo(10);
      for (String call : calls) {
        assertThat(refused(s, call)).as(call).isEqualTo(DENIED);
      }
    }
  }

  @Test
  void even_the_owner_changes_nothing_that_was_appended() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 2));
      memory.anchors().take();
    }
    try (Link link =
            Link.open(stage.as(MemoryStage.SUPER, access.database()), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      s.execute("SET ROLE ralf_owner");
      for (String sql :
          List.of(
              "DELETE FROM state.event WHERE pos = 1",
              "UPDATE state.event SET payload = '{}'",
              "TRUNCATE state.event CASCADE",
              "DELETE FROM state.stream",
              "DELETE FROM state.journal_head",
              "UPDATE state.anchor SET pos = 9",
              "DELETE FROM state.anchor",
              "UPDATE state.migration SET sha256 = sha256",
              "TRUNCATE state.stream")) {
        assertThat(refused(s, sql)).as(sql).isEqualTo(DENIED);
      }
    }
  }

  @Test
  void a_library_of_the_first_schema_still_appends_after_the_second() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, 1));
    PostgresAccess access = stage.as(MemoryStage.APPENDING, database);
    assertThat(oldAppend(access, 0, 1)).isEqualTo("ok 1 1");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(1, 2));
    assertThat(oldAppend(access, 1, 2)).isEqualTo("ok 2 2");
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().append(Events.RUN, 2, Events.events(3, 1)))
          .isEqualTo(new Append.Stored(3, 3));
      assertThat(oldAppend(access, 3, 4)).isEqualTo("ok 4 4");
      assertThat(memory.journal().append(Events.RUN, 0, Events.events(1, 1)))
          .isEqualTo(new Append.AlreadyStored(1, 1));
      assertThat(oldAppend(access, 2, 3)).isEqualTo("already 3 3");
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(memory.journal().readAll(0, 10)).hasSize(4);
    }
  }

  /** As the first version of the library does. */
  private static String oldAppend(PostgresAccess access, long expected, int number)
      throws SQLException {
    var before = zone.otta.ralf.journal.ChainHash.start(Events.RUN);
    for (int i = 1; i <= expected; i++) {
      before = before.next(i, Events.event(i));
    }
    Appending appending =
        Appending.after(before, Events.RUN, expected, List.of(Events.event(number)));
    try (Link link = Link.open(access, Duration.ofSeconds(20));
        var s =
            link.jdbc()
                .prepareStatement(
                    "SELECT concat_ws(' ', result, version, last_pos) FROM"
                        + " state.append(?, ?, ARRAY[?], ARRAY[?], ARRAY[?], ARRAY[?], ?)")) {
      s.setString(1, Events.RUN.value());
      s.setLong(2, expected);
      s.setObject(3, Events.event(number).id());
      s.setString(4, Events.event(number).type());
      s.setLong(5, Events.event(number).occurredUs());
      s.setString(6, Events.event(number).payload());
      s.setBytes(7, AppendSql.bytes(appending.last()));
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Test
  void what_no_reader_would_understand_is_refused_by_the_schema() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    for (String part :
        List.of("'Upper', 0, '{}'", "'a', 0, '[]'", "'a', 0, E'{\\n}'", "'a', 0, 'no json'")) {
      try (Link link = Link.open(access, Duration.ofSeconds(20));
          Statement s = link.jdbc().createStatement()) {
        String chain =
            "sha256(sha256('ralf-stream/1:run:7') || int8send(1) ||"
                + " uuid_send('00000000-0000-4000-8000-000000000001') || int8send(0) ||"
                + " int4send(octet_length(t)) || convert_to(t, 'UTF8') ||"
                + " int4send(octet_length(p)) || convert_to(p, 'UTF8'))";
        String all =
            "SELECT a.* FROM (VALUES (%s)) v (t, u, p), state.append_event('run:7', 0,"
                    .formatted(part)
                + " '00000000-0000-4000-8000-000000000001', t, u, p, "
                + chain
                + ") a";
        assertThat(refused(s, all)).as(part).isIn("23514", "22P02");
        assertThat(refused(s, all.replace(part, "'a', 0, '{}'"))).isEmpty();
        stage.superuser(
            access.database(),
            "SET session_replication_role = replica; DELETE FROM state.event;"
                + " DELETE FROM state.stream; UPDATE state.journal_head SET pos = 0");
      }
    }
  }
}
