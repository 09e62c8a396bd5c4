package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.apply.Delivery;
import zone.otta.ralf.apply.RunProjection;

/** Every query of the documentation, asked by a login that only reads, answers something. */
@ExtendWith(MemoryServer.class)
class DocumentedQueriesTest {
  private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  @TempDir Path folder;

  @Test
  void each_is_answered_from_what_runs_left() throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    try (RecordedRun life = new RecordedRun(folder);
        PostgresMemory memory = PostgresMemory.open(access)) {
      life.resumed(life.stopped());
      Delivery delivery =
          new Delivery(
              life.file(),
              memory.journal(),
              Optional.of(
                  new RunProjection(
                      life.file(),
                      memory.journal(),
                      memory.runRecords(),
                      life::kept,
                      RecordedRun.payloads())));
      delivery.deliver(0, 0, position -> {});
      delivery.snapshots(life.file().snapshots());
    }
    List<String> queries =
        QUERY
            .matcher(Files.readString(Path.of("../docs/postgresql.md")))
            .results()
            .map(found -> found.group(1).replace("put_by = 'ralf'", "put_by = 'ralf_app'"))
            .toList();
    assertThat(queries).hasSizeGreaterThan(5);
    PostgresAccess reading = MemoryServer.stage().as(MemoryStage.READING, access.database());
    try (Link link = Link.open(reading, Duration.ofSeconds(20));
        Statement statement = link.jdbc().createStatement()) {
      for (String query : queries) {
        assertThat(rows(statement, query)).as(query).isNotEmpty().doesNotContain("");
      }
    }
  }

  /** The first two columns, which no row lacks. */
  private static List<String> rows(Statement statement, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        assertThat(row.getString(1)).as(query).isNotNull();
        assertThat(row.getString(2)).as(query).isNotNull();
        rows.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return rows;
  }
}
