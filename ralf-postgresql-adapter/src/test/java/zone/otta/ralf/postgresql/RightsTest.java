package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;
import zone.otta.ralf.port.RunRecords.Phase;
import zone.otta.ralf.port.RunRecords.PlanRecord;
import zone.otta.ralf.port.RunRecords.Put;
import zone.otta.ralf.port.RunRecords.StepResult;
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
      recorded(memory.runRecords());
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
              "UPDATE state.plan SET subject = subject",
              "DELETE FROM state.plan",
              "UPDATE state.gate_decision SET outcome = 'revoked'",
              "DELETE FROM state.gate_decision",
              "DELETE FROM state.step_result",
              "TRUNCATE state.step_result",
              "TRUNCATE state.gate_decision",
              "TRUNCATE state.plan CASCADE",
              "TRUNCATE state.stream")) {
        assertThat(refused(s, sql)).as(sql).isEqualTo(DENIED);
      }
    }
  }

  private static void recorded(RunRecords records) {
    PlanRecord plan = PlanRecord.of("service:a", 0, "{}");
    UUID event = Events.event(1).id();
    assertThat(records.put(plan)).isEqualTo(new Put.Stored());
    assertThat(
            records.put(
                new GateDecision(
                    UUID.randomUUID(),
                    plan.digest(),
                    "2",
                    Outcome.APPROVED,
                    "anna",
                    "yes",
                    Optional.empty(),
                    event)))
        .isEqualTo(new Put.Stored());
    assertThat(
            records.put(
                new StepResult(plan.digest(), 1, "a", Phase.DONE, Optional.empty(), 1, event)))
        .isEqualTo(new Put.Stored());
  }

  @Test
  void each_record_says_which_login_put_it_and_no_other_name_can_be_given() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 1));
      recorded(memory.runRecords());
    }
    try (Link link =
            Link.open(stage.as(MemoryStage.READING, access.database()), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement();
        ResultSet row =
            s.executeQuery(
                "SELECT created_by FROM state.plan UNION ALL SELECT put_by FROM"
                    + " state.gate_decision UNION ALL SELECT put_by FROM state.step_result")) {
      List<String> who = new ArrayList<>();
      while (row.next()) {
        who.add(row.getString(1));
      }
      assertThat(who).hasSize(3).containsOnly(MemoryStage.APPENDING);
    }
  }

  /**
   * The library looks at digest and forms itself; whoever calls the functions must meet them too.
   */
  @Test
  void what_is_no_record_is_refused_by_the_schema() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 1));
      memory.runRecords().put(PlanRecord.of("service:a", 0, "{}"));
    }
    String digest = "sha256(E'ralf/plan/v1\\n{}')";
    String event = "'" + Events.event(1).id() + "'";
    String plan =
        "SELECT state.plan_put(%s, %s, sha256(convert_to(E'ralf/plan/v1\\n' || %s, 'UTF8')), %s)";
    String decision =
        "SELECT state.decision_put(gen_random_uuid(), "
            + digest
            + ", %s, %s, %s, %s, %s, "
            + event
            + ")";
    String step = "SELECT state.step_put(" + digest + ", %s, %s, %s, %s, %s, " + event + ")";
    try (Link link = Link.open(access, Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      assertThat(refused(s, "SELECT state.plan_put('service:a', 0, sha256('x'), '{}')"))
          .isEqualTo("23R01");
      assertThat(refused(s, plan.formatted("'service:b'", "2", "'{\"a\":1}'", "'{\"a\":1}'")))
          .isEqualTo("22023");
      for (String[] wrong :
          new String[][] {
            {"'Nobody'", "0", "'{\"a\":1}'"},
            {"'service:b'", "-1", "'{\"a\":1}'"},
            {"'service:b'", "0", "'[]'"},
            {"'service:b'", "NULL", "'{\"a\":1}'"},
          }) {
        assertThat(refused(s, plan.formatted(wrong[0], wrong[1], wrong[2], wrong[2])))
            .as(String.join(" ", wrong))
            .isIn("23514", "23502");
      }
      for (String wrong :
          List.of(
              "'Two', 'approved', 'a', 'r', 0",
              "'2', 'perhaps', 'a', 'r', 0",
              "'2', 'approved', '', 'r', 0",
              "'2', 'approved', E'a\\nb', 'r', 0",
              "'2', 'approved', 'a', '', 0",
              "'2', 'approved', 'a', repeat('r', 4001), 0")) {
        assertThat(refused(s, decision.replace("%s, %s, %s, %s, %s", wrong)))
            .as(wrong)
            .isEqualTo("23514");
      }
      assertThat(refused(s, decision.replace("%s, %s, %s, %s, %s", "'2', 'approved', 'a', 'r', 0")))
          .isEmpty();
      for (String wrong :
          List.of(
              "-1, 'k', 'done', '{}', 0",
              "1, 'a b', 'done', '{}', 0",
              "1, 'k', 'maybe', '{}', 0",
              "1, 'k', 'done', '{}', -1",
              "1, 'k', 'done', '\"' || repeat('x', 65536) || '\"', 0")) {
        assertThat(refused(s, step.replace("%s, %s, %s, %s, %s", wrong)))
            .as(wrong)
            .isEqualTo("23514");
      }
      assertThat(refused(s, step.replace("%s, %s, %s, %s, %s", "1, 'k', 'done', '{}', 0")))
          .isEmpty();
    }
  }

  @Test
  void a_library_of_the_first_schema_still_appends_after_all_others() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, 1));
    PostgresAccess access = stage.as(MemoryStage.APPENDING, database);
    assertThat(oldAppend(access, 0, 1)).isEqualTo("ok 1 1");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(1, StateSchema.MIGRATIONS.size()));
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
      s.setBytes(7, appending.last().bytes());
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
