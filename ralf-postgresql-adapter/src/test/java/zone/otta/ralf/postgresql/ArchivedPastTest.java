package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;
import zone.otta.ralf.port.RunRecords.Phase;
import zone.otta.ralf.port.RunRecords.PlanRecord;
import zone.otta.ralf.port.RunRecords.StepResult;
import zone.otta.ralf.workspace.journal.FileJournal;

/**
 * A memory to which journals were handed over is carried to another server: they find their past
 * there, and go on.
 */
@ExtendWith(MemoryServer.class)
class ArchivedPastTest {
  private static final int EVENTS = 57;
  private static final StreamName FLOWS = new StreamName("flows");
  private static final String RECORDS =
      "SELECT coalesce(string_agg(source_id || ' ' || encode(file_sha256, 'hex') || ' ' || events"
          + " || ' ' || first_pos || ' ' || last_pos || ' ' || encode(heads_sha256, 'hex'), '; '"
          + " ORDER BY first_pos), '') || ' / ' || (SELECT string_agg(a.pos || ' ' ||"
          + " encode(a.root, 'hex') || ' ' || a.streams, '; ' ORDER BY a.pos) FROM state.anchor a)"
          + " FROM state.import_batch";

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void fill() {
    folder = temporary.resolve("state");
    HandedFile.fill(folder, 1, EVENTS);
  }

  private Path archive() {
    return temporary.resolve("memory.ralf");
  }

  /** Copies of a database have its store's id; these are stores of their own. */
  private static PostgresAccess fresh(MemoryStage stage) throws SQLException {
    PostgresAccess access = stage.fresh();
    stage.superuser(
        access.database(), "UPDATE state.store_identity SET store_id = gen_random_uuid()");
    return access;
  }

  private static Imports.Taken handOver(Path folder, PostgresMemory memory) {
    try (FileJournal file = HandedFile.open(folder)) {
      return HandedFile.handOver(file, memory.imports(), step -> {});
    }
  }

  /** What came after the hand-over goes to the memory. */
  private static long ship(Path folder, PostgresMemory memory) {
    try (FileJournal file = HandedFile.open(folder)) {
      long stored = new Shipping(file, memory.journal()).ship(0, position -> {});
      assertThat(new Shipping(file, memory.journal()).missing()).isZero();
      return stored;
    }
  }

  /**
   * Another program's events, then the journal, anchors before and after, a stream of the past that
   * goes on, and in the end a second journal.
   */
  private PostgresMemory filled(PostgresAccess access) throws IOException {
    PostgresMemory memory = PostgresMemory.open(access);
    memory.anchors().take();
    memory.journal().append(FLOWS, 0, Events.events(900, 3));
    memory.anchors().take();
    handOver(folder, memory);
    memory.anchors().take();
    HandedFile.fill(folder, 500, 9);
    assertThat(ship(folder, memory)).isEqualTo(11);
    memory.journal().append(FLOWS, 3, Events.events(903, 1));
    return memory;
  }

  private static String query(PostgresAccess access, String sql) throws SQLException {
    try (Link link = Link.open(access, Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement();
        ResultSet row = s.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static void assertFault(String code, String words, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.code().id()).isEqualTo(code);
              assertThat(e.what().en()).contains(words);
            });
  }

  @Test
  void a_journal_finds_its_past_in_the_restored_memory_and_goes_on() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    PostgresAccess from = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(from);
        PostgresMemory target = PostgresMemory.open(to)) {
      Archived archived = MemoryArchive.write(source, archive());
      assertThat(archived.anchors()).isEqualTo(3);
      assertThat(archived.pasts()).hasSize(1);
      assertThat(archived.pasts().getFirst().first()).isEqualTo(4);
      assertThat(archived.pasts().getFirst().events()).isEqualTo(EVENTS);
      assertThat(MemoryArchive.check(archive(), Optional.empty())).isEqualTo(archived);
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()).now()).isTrue();
      source.anchors().take();
      assertThat(query(to, RECORDS)).isEqualTo(query(from, RECORDS));

      Imports.Taken again = handOver(folder, target);
      assertThat(again.now()).isFalse();
      assertThat(again.store()).isEqualTo(target.identity().store());
      assertThat(List.of(again.first(), again.last())).containsExactly(4L, 3L + EVENTS);
      assertThat(HandedFile.count(folder, "handed_over")).isEqualTo(2);
      assertThat(ship(folder, target)).isEqualTo(2);
      HandedFile.fill(folder, 700, 4);
      assertThat(ship(folder, target)).isEqualTo(4);
      assertThat(target.journal().verify()).isEmpty();
      assertThat(handOver(folder, target).now()).isFalse();
      assertThat(HandedFile.count(folder, "handed_over")).isEqualTo(2);
    }
  }

  @Test
  void a_past_alone_from_the_first_position_to_the_last() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = PostgresMemory.open(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(to)) {
      handOver(folder, source);
      Archived archived = MemoryArchive.write(source, archive());
      assertThat(archived.pasts().getFirst().last()).isEqualTo(archived.events());
      MemoryArchive.restore(archive(), target, Optional.empty());
      assertThat(handOver(folder, target).now()).isFalse();
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()).now()).isFalse();
    }
  }

  @Test
  void two_pasts_come_back_each_at_its_place() throws Exception {
    PostgresAccess from = fresh(MemoryServer.stage());
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(from);
        PostgresMemory target = PostgresMemory.open(to)) {
      take(source, UUID.fromString("0f000000-0000-4000-8000-000000000001"));
      Archived archived = MemoryArchive.write(source, archive());
      assertThat(archived.pasts()).hasSize(2);
      MemoryArchive.restore(archive(), target, Optional.empty());
      source.anchors().take();
      assertThat(query(to, RECORDS)).isEqualTo(query(from, RECORDS));
      assertThat(target.imports().batch(archived.pasts().getLast().source()))
          .contains(archived.pasts().getLast());
    }
  }

  @Test
  void plans_decisions_and_results_of_steps_come_along() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(to)) {
      PlanRecord plan = PlanRecord.of("service:n8n", 60, "{ \"a\":  1.0 }");
      UUID event = Events.event(900).id();
      source.runRecords().put(plan);
      source.runRecords().put(decision(plan, 1, Optional.of(1_800_000_000_000_001L), event));
      source.runRecords().put(decision(plan, 2, Optional.empty(), Events.event(901).id()));
      source.runRecords().put(step(plan, "run:1/0", Phase.STARTED, Optional.empty(), event));
      source
          .runRecords()
          .put(step(plan, "run:1/0", Phase.DONE, Optional.of("{ }"), Events.event(902).id()));
      source.runRecords().put(step(plan, "run:1/1", Phase.UNKNOWN, Optional.empty(), event));
      Archived archived = MemoryArchive.write(source, archive());
      assertThat(archived.records()).isEqualTo(5);
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()).archived())
          .isEqualTo(archived);
      assertThat(target.runRecords().plan(plan.digest())).contains(plan);
      assertThat(target.runRecords().decisions(plan.digest()))
          .isEqualTo(source.runRecords().decisions(plan.digest()))
          .hasSize(2);
      assertThat(target.runRecords().steps(plan.digest()))
          .isEqualTo(source.runRecords().steps(plan.digest()))
          .hasSize(2);

      List<String> lines = Files.readAllLines(archive());
      try (PostgresMemory empty = PostgresMemory.open(fresh(MemoryServer.stage()))) {
        rejected(
            empty, lines, l -> l.replace("\\\"a\\\":  1.0", "\\\"a\\\":  1.1"), "not a line of");
        String gone = UUID.randomUUID().toString();
        rejected(
            empty,
            lines,
            l -> l.startsWith("{\"line\":\"decision\"") ? l.replace(event.toString(), gone) : l,
            "plan or event is not there");
        empty.runRecords().put(PlanRecord.of("service:n8n", 0, "{}"));
        sum(lines);
        assertFault(
            "RALF-J042",
            "not empty",
            () -> MemoryArchive.restore(archive(), empty, Optional.empty()));
      }
    }
  }

  private static GateDecision decision(PlanRecord plan, int id, Optional<Long> until, UUID event) {
    return new GateDecision(
        new UUID(5, id), plan.digest(), "2", Outcome.APPROVED, "anna", "read", until, event);
  }

  private static StepResult step(
      PlanRecord plan, String key, Phase phase, Optional<String> output, UUID event) {
    return new StepResult(plan.digest(), 0, key, phase, output, 3, event);
  }

  /** Another journal, of one stream. */
  private static void take(PostgresMemory memory, UUID id) throws SQLException {
    try (PostgresMemory other = PostgresMemory.open(fresh(MemoryServer.stage()))) {
      other.journal().append(StreamName.run(99), 0, Events.events(2000, 700));
      memory
          .imports()
          .take(
              new Imports.Past(id, Sha256.of("x"), other.anchors().take()),
              other.journal()::readAll);
    }
  }

  @Test
  void an_archive_of_the_first_form_can_be_read_but_knows_no_past() throws Exception {
    try (PostgresMemory source = filled(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(fresh(MemoryServer.stage()))) {
      Archived written = MemoryArchive.write(source, archive());
      List<String> old = new ArrayList<>();
      for (String line : Files.readAllLines(archive())) {
        if (!line.contains("\"line\":\"past\"") && !line.contains("\"line\":\"anchored\"")) {
          old.add(line.replace("ralf-memory-archive/2", "ralf-memory-archive/1"));
        }
      }
      sum(old);
      MemoryArchive.Restored restored =
          MemoryArchive.restore(archive(), target, Optional.of(written.anchor()));
      assertThat(restored.archived().pasts()).isEmpty();
      assertThat(restored.archived().anchors()).isZero();
      assertThat(target.journal().readAll(0, 1000)).isEqualTo(source.journal().readAll(0, 1000));
      assertFault("RALF-J031", "streams of the same names", () -> handOver(folder, target));
    }
  }

  /** Writes it again, summed up anew as whoever changed it would. */
  private void sum(List<String> lines) throws IOException {
    String body = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    Files.writeString(archive(), body + new ArchiveLine.End(Sha256.of(body)).json() + "\n");
  }

  @Test
  void what_was_changed_in_the_records_is_found() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(to)) {
      Archived archived = MemoryArchive.write(source, archive());
      List<String> lines = Files.readAllLines(archive());
      String heads = archived.pasts().getFirst().heads().hex();
      String root = Anchor.of(0, java.util.Map.of()).root().hex();
      String last = "\"last\":" + (3 + EVENTS);
      rejected(
          target, lines, l -> l.replace(heads, "0".repeat(64)), "are not those of the journal");
      rejected(target, lines, l -> l.replace(last, "\"last\":59"), "are not those of the journal");
      rejected(target, lines, l -> l.replace(last, "\"last\":900"), "are not those of the journal");
      rejected(target, lines, l -> l.replace("\"first\":4", "\"first\":3"), "are not those");
      rejected(target, lines, l -> l.replace(root, "0".repeat(64)), "position 0 says otherwise");
      rejected(target, lines, l -> l.replace("archive/2", "archive/1"), "not a line of this form");
      rejected(target, lines, l -> l.replace("archive/2", "archive/3"), "not an archive");
      assertThat(query(to, "SELECT count(*) FROM state.import_batch")).isEqualTo("0");
    }
  }

  private void rejected(
      PostgresMemory target, List<String> lines, UnaryOperator<String> change, String words)
      throws IOException {
    List<String> changed = lines.stream().map(change).toList();
    assertThat(changed).isNotEqualTo(lines);
    sum(changed);
    assertFault(
        "RALF-J041", words, () -> MemoryArchive.restore(archive(), target, Optional.empty()));
    assertThat(target.journal().readAll(0, 1)).isEmpty();
  }

  @Test
  void records_that_were_changed_in_the_database_are_not_archived() throws Exception {
    for (String change :
        List.of(
            "UPDATE state.import_batch SET heads_sha256 = sha256('x')",
            "UPDATE state.import_batch SET first_pos = 9",
            "UPDATE state.import_batch SET first_pos = 0",
            "UPDATE state.import_batch SET first_pos = 500, last_pos = 600",
            "UPDATE state.anchor SET root = sha256('x') WHERE pos = 3",
            "UPDATE state.anchor SET pos = 500 WHERE pos = 3")) {
      folder = temporary.resolve("state" + UUID.randomUUID());
      HandedFile.fill(folder, 1, EVENTS);
      PostgresAccess access = fresh(MemoryServer.stage());
      try (PostgresMemory memory = filled(access)) {
        MemoryServer.stage()
            .superuser(access.database(), "SET session_replication_role = replica; " + change);
        assertFault("RALF-J024", "", () -> MemoryArchive.write(memory, archive()));
        assertThat(archive()).as(change).doesNotExist();
      }
    }
  }

  @Test
  void a_restored_memory_without_the_past_is_another_one() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(to)) {
      MemoryArchive.write(source, archive());
      MemoryArchive.restore(archive(), target, Optional.empty());
      MemoryServer.stage()
          .superuser(
              to.database(),
              "SET session_replication_role = replica; DELETE FROM state.import_batch");
      assertFault(
          "RALF-J042",
          "not empty",
          () -> MemoryArchive.restore(archive(), target, Optional.empty()));
    }
  }

  @Test
  void an_older_schema_takes_no_past() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, zone.otta.ralf.recipe.postgresql.StateSchema.MIGRATIONS.subList(0, 2));
    try (PostgresMemory source = filled(fresh(stage));
        PostgresMemory target = PostgresMemory.open(stage.as(MemoryStage.APPENDING, database))) {
      MemoryArchive.write(source, archive());
      assertFault(
          "RALF-J023",
          "schema 2, 3 is needed",
          () -> MemoryArchive.restore(archive(), target, Optional.empty()));
      assertThat(target.journal().readAll(0, 1)).isEmpty();
    }
  }

  /** The archive comes by pipes: whole for the check, then up to the end of its past. */
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void killed_in_the_middle_nothing_is_there_and_the_next_call_restores_it() throws Exception {
    PostgresAccess to = fresh(MemoryServer.stage());
    try (PostgresMemory source = filled(fresh(MemoryServer.stage()));
        PostgresMemory target = PostgresMemory.open(to)) {
      MemoryArchive.write(source, archive());
      String text = Files.readString(archive());
      Path pipe = pipe("pipe");
      Process process = Child.start(RestoringProcess.class, temporary, to, pipe.toString());
      try {
        Child.password(process, to);
        try (Writer whole = Files.newBufferedWriter(pipe)) {
          Files.move(pipe("next"), pipe, StandardCopyOption.REPLACE_EXISTING);
          whole.write(text);
        }
        try (Writer part = Files.newBufferedWriter(pipe)) {
          part.write(text.substring(0, text.indexOf("{\"line\":\"anchored\",\"position\":60,")));
          part.flush();
          awaitPast(to.database());
          process.destroyForcibly().waitFor();
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(target.journal().readAll(0, 1)).isEmpty();
      assertThat(query(to, "SELECT count(*) FROM state.import_batch")).isEqualTo("0");
      assertThat(query(to, "SELECT count(*) FROM state.anchor")).isEqualTo("0");
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()).now()).isTrue();
      assertThat(handOver(folder, target).now()).isFalse();
    }
  }

  private Path pipe(String name) throws IOException, InterruptedException {
    Path pipe = temporary.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  /** Until the past was stored by a transaction that is still open. */
  private static void awaitPast(String database) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    PostgresAccess watching = MemoryServer.stage().as(MemoryStage.SUPER, "postgres");
    String open =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'".formatted(database)
            + " AND state = 'idle in transaction' AND query LIKE '%state.import_end%'";
    while (!query(watching, open).equals("1")) {
      assertThat(System.nanoTime()).as("the restore came to its past").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void a_memory_goes_up_through_the_majors_one_by_one_and_at_once() throws Exception {
    MemoryStage sixteen = MemoryServer.stage();
    Path oldest = Path.of(System.getProperty("ralf.postgresql.oldest"));
    Path other = Path.of(System.getProperty("ralf.postgresql.other"));
    try (MemoryStage fifteen = MemoryStage.start(oldest);
        MemoryStage seventeen = MemoryStage.start(other);
        PostgresMemory first = filled(fresh(fifteen));
        PostgresMemory second = PostgresMemory.open(fresh(sixteen));
        PostgresMemory third = PostgresMemory.open(fresh(seventeen));
        PostgresMemory atOnce = PostgresMemory.open(fresh(seventeen))) {
      assertThat(List.of(major(fifteen), major(sixteen), major(seventeen)))
          .containsExactly(15, 16, 17);
      Anchor kept = first.anchors().take();
      var lease = first.leases().acquire("service:n8n", "anna", Duration.ofHours(1)).orElseThrow();
      Archived archived = MemoryArchive.write(first, archive());
      MemoryArchive.restore(archive(), second, Optional.of(kept));
      Path again = temporary.resolve("again.ralf");
      Archived upgraded = MemoryArchive.write(second, again);
      MemoryArchive.restore(again, third, Optional.of(kept));
      MemoryArchive.restore(archive(), atOnce, Optional.of(kept));
      assertThat(upgraded.pasts()).isEqualTo(archived.pasts()).hasSize(1);
      assertThat(upgraded.anchors()).isEqualTo(archived.anchors()).isEqualTo(4);
      assertThat(third.journal().readAll(0, 1000))
          .isEqualTo(first.journal().readAll(0, 1000))
          .isEqualTo(atOnce.journal().readAll(0, 1000));
      for (PostgresMemory memory : List.of(third, atOnce)) {
        Imports.Taken taken = handOver(folder, memory);
        assertThat(taken.now()).isFalse();
        assertThat(taken.store()).isEqualTo(memory.identity().store());
        HandedFile.fill(folder, memory == third ? 700 : 800, 5);
        assertThat(ship(folder, memory)).isGreaterThanOrEqualTo(5);
        assertThat(memory.journal().verify()).isEmpty();
        assertThat(memory.anchors().differs(kept)).isEmpty();
        assertThat(
                memory
                    .leases()
                    .acquire("service:n8n", "ben", Duration.ofHours(1))
                    .orElseThrow()
                    .fence())
            .isGreaterThan(lease.fence());
      }
    }
  }

  private static int major(MemoryStage stage) throws SQLException {
    try (var connection = stage.connect(MemoryStage.READING, "ralf")) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }
}
