package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.apply.Handover;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.postgresql.server.Relay;
import zone.otta.ralf.recipe.postgresql.StateSchema;
import zone.otta.ralf.workspace.journal.FileJournal;

/** A journal file moves into a real PostgreSQL: once, whole, whatever interrupts it. */
@ExtendWith(MemoryServer.class)
class HandoverTest {
  private static final int EVENTS = 57;
  @TempDir Path temporary;
  private Path folder;
  private PostgresAccess access;

  @BeforeEach
  void fill() throws Exception {
    folder = temporary.resolve("state");
    access = MemoryServer.stage().fresh();
    HandedFile.fill(folder, 1, EVENTS);
  }

  private Imports.Taken handOver(Path from, Handover.Watch watch) {
    try (FileJournal file = HandedFile.open(from);
        PostgresMemory memory = PostgresMemory.open(access)) {
      return HandedFile.handOver(file, memory.imports(), watch);
    }
  }

  private Imports.Taken handOver() {
    return handOver(folder, step -> {});
  }

  /** That the memory has the file's first events, each once, and one record of it. */
  private void holdsOnly(Path file, int events) throws SQLException {
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(memory.journal().readAll(0, 1000))
          .isEqualTo(HandedFile.all(file).subList(0, events));
    }
    assertThat(query("SELECT count(*) || ' ' || min(events) FROM state.import_batch"))
        .isEqualTo("1 " + events);
  }

  private String query(String sql) throws SQLException {
    try (Link link = Link.open(access, Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement();
        ResultSet row = s.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private PortException refused() {
    return catchThrowableOfType(PortException.class, this::handOver);
  }

  @Test
  void the_past_moves_and_the_file_says_where_it_is() throws Exception {
    List<Handover.Step> steps = new ArrayList<>();
    Imports.Taken taken = handOver(folder, steps::add);
    assertThat(steps).containsExactly(Handover.Step.values());
    assertThat(taken.now()).isTrue();
    assertThat(List.of(taken.first(), taken.last())).containsExactly(1L, (long) EVENTS);
    holdsOnly(folder, EVENTS);
    assertThat(HandedFile.all(folder))
        .extracting(e -> e.stream() + " " + e.event().type())
        .endsWith("handover sealed", "handover handed_over")
        .hasSize(EVENTS + 2);
    assertThat(query("SELECT encode(file_sha256, 'hex') FROM state.import_batch"))
        .isEqualTo(taken.past().file().hex());
    assertThat(query("SELECT encode(heads_sha256, 'hex') FROM state.import_batch"))
        .isEqualTo(taken.past().heads().root().hex());
  }

  @Test
  void a_second_time_finds_it_there_and_changes_nothing() throws Exception {
    Imports.Taken first = handOver();
    List<StoredEvent> file = HandedFile.all(folder);
    Imports.Taken again = handOver();
    assertThat(again.now()).isFalse();
    assertThat(again.past()).isEqualTo(first.past());
    assertThat(HandedFile.all(folder)).isEqualTo(file);
    holdsOnly(folder, EVENTS);
  }

  @Test
  void it_goes_behind_what_others_stored_already() {
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory
          .journal()
          .append(new zone.otta.ralf.journal.StreamName("flows"), 0, Events.events(900, 3));
    }
    Imports.Taken taken = handOver();
    assertThat(List.of(taken.first(), taken.last())).containsExactly(4L, 3L + EVENTS);
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(memory.journal().verify()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEALED", "VERIFIED", "SENT", "TAKEN", "READ_BACK", "RECORDED"})
  void killed_at_a_step_the_next_call_ends_it_with_the_same_seal(String step) throws Exception {
    Process process = start(folder, step);
    try (BufferedReader out = process.inputReader()) {
      begin(process, out);
      assertThat(out.readLine()).isEqualTo("at " + step);
    } finally {
      process.destroyForcibly().waitFor();
    }
    boolean committed = List.of("TAKEN", "READ_BACK", "RECORDED").contains(step);
    assertThat(query("SELECT count(*) FROM state.event")).isEqualTo(committed ? "" + EVENTS : "0");
    HandedFile.fill(folder, 500, 5);
    assertThat(handOver().now()).isEqualTo(!committed);
    holdsOnly(folder, EVENTS);
    assertThat(HandedFile.count(folder, "sealed")).isEqualTo(1);
    assertThat(HandedFile.count(folder, "handed_over")).isEqualTo(1);
  }

  @Test
  void of_three_rivals_with_the_same_journal_one_takes_it_and_all_know_it() throws Exception {
    List<Path> folders = new ArrayList<>(List.of(folder));
    for (String name : List.of("second", "third")) {
      HandedFile.copy(folder, temporary.resolve(name));
      folders.add(temporary.resolve(name));
    }
    List<Process> rivals = new ArrayList<>();
    for (Path one : folders) {
      rivals.add(start(one, HandingProcess.NEVER));
    }
    List<String> said = new ArrayList<>();
    for (Process rival : rivals) {
      Child.password(rival, access);
      assertThat(rival.inputReader().readLine()).isEqualTo("ready");
    }
    for (Process rival : rivals) {
      go(rival);
    }
    for (Process rival : rivals) {
      said.add(rival.inputReader().readLine());
      assertThat(rival.waitFor()).isZero();
    }
    assertThat(said).filteredOn(s -> s.startsWith("taken ")).hasSize(1);
    assertThat(said).extracting(s -> s.substring(6)).containsOnly(said.getFirst().substring(6));
    for (Path one : folders) {
      assertThat(HandedFile.count(one, "handed_over")).isEqualTo(1);
    }
    holdsOnly(folder, EVENTS);
  }

  @Test
  void a_torn_tail_is_cut_off_and_told_and_the_rest_moves() throws Exception {
    Files.writeString(
        folder.resolve("journal.jsonl"), "50833a91 {\"pos\":58,\"str", StandardOpenOption.APPEND);
    try (FileJournal file = HandedFile.open(folder);
        PostgresMemory memory = PostgresMemory.open(access)) {
      assertThat(file.tornTail().orElseThrow().finding().code().id()).isEqualTo("RALF-J003");
      assertThat(HandedFile.handOver(file, memory.imports(), step -> {}).last()).isEqualTo(EVENTS);
    }
    holdsOnly(folder, EVENTS);
  }

  @Test
  void histories_are_never_merged() throws Exception {
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(900, 1));
    }
    assertThat(refused().code().id()).isEqualTo("RALF-J031");
    assertThat(query("SELECT count(*) FROM state.event")).isEqualTo("1");
    assertThat(query("SELECT count(*) FROM state.import_batch")).isEqualTo("0");
    assertThat(HandedFile.count(folder, "handed_over")).isZero();
  }

  @Test
  void another_copy_that_went_on_differently_is_refused() throws Exception {
    Path other = temporary.resolve("other");
    HandedFile.copy(folder, other);
    HandedFile.fill(other, 700, 1);
    handOver();
    PortException refused =
        catchThrowableOfType(PortException.class, () -> handOver(other, step -> {}));
    assertThat(refused.code().id()).isEqualTo("RALF-J032");
    assertThat(HandedFile.count(other, "handed_over")).isZero();
    holdsOnly(folder, EVENTS);
  }

  @Test
  void a_memory_of_an_older_schema_is_refused_before_the_seal() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, 2));
    access = stage.as(MemoryStage.APPENDING, database);
    PortException refused = refused();
    assertThat(refused.code().id()).isEqualTo("RALF-J023");
    assertThat(refused.what().en()).contains("schema 2, 3 is needed");
    assertThat(HandedFile.count(folder, "sealed")).isZero();
  }

  @Test
  void what_a_newer_version_wrote_of_the_move_is_not_passed_over() throws Exception {
    try (FileJournal file = HandedFile.open(folder)) {
      file.append(
          Handover.STREAM,
          0,
          List.of(new NewEvent(UUID.randomUUID(), "taken_back", 1, "{\"is\":\"taken_back\"}")));
    }
    assertThat(refused().code().id()).isEqualTo("RALF-J019");
    assertThat(HandedFile.count(folder, "sealed")).isZero();
    assertThat(query("SELECT count(*) FROM state.import_batch")).isEqualTo("0");
  }

  @Test
  void what_is_read_back_must_be_what_was_handed_over() throws Exception {
    PortException refused =
        catchThrowableOfType(
            PortException.class,
            () ->
                handOver(
                    folder,
                    step -> {
                      if (step == Handover.Step.TAKEN) {
                        asSuperuser(
                            "SET session_replication_role = replica; UPDATE state.event"
                                + " SET hash = sha256('x') WHERE pos = "
                                + EVENTS);
                      }
                    }));
    assertThat(refused.code().id()).isEqualTo("RALF-J034");
    assertThat(HandedFile.count(folder, "handed_over")).isZero();
  }

  private void asSuperuser(String sql) {
    try {
      MemoryServer.stage().superuser(access.database(), sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first is lost before the commit, the second is the commit's own. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_lost_answer_is_looked_up_and_nothing_is_imported_twice(int answers) throws Exception {
    try (Relay relay = new Relay(access.port());
        FileJournal file = HandedFile.open(folder);
        PostgresMemory memory = PostgresMemory.open(through(relay))) {
      var lost = new AtomicBoolean();
      Imports.Taken taken =
          HandedFile.handOver(
              file,
              new Losing(
                  memory.imports(),
                  () -> {
                    if (lost.compareAndSet(false, true)) {
                      relay.loseOneAfter(answers);
                    }
                  }),
              step -> {});
      assertThat(taken.now()).isEqualTo(answers == 0);
    }
    holdsOnly(folder, EVENTS);
  }

  private PostgresAccess through(Relay relay) {
    return PostgresAccess.to(
            access.host(), relay.port(), access.user(), access.password(), access.trust())
        .withDatabase(access.database());
  }

  /** Is called when all events were sent. */
  private record Losing(Imports imports, Runnable sent) implements Imports {
    @Override
    public java.util.UUID store() {
      return imports.store();
    }

    @Override
    public java.util.Optional<Batch> batch(java.util.UUID source) {
      return imports.batch(source);
    }

    @Override
    public Taken take(Past past, Pages events) {
      return imports.take(
          past,
          (after, limit) -> {
            List<StoredEvent> page = events.after(after, limit);
            if (page.isEmpty()) {
              sent.run();
            }
            return page;
          });
    }

    @Override
    public java.util.Optional<zone.otta.ralf.guest.Sha256> readBack(Taken taken) {
      return imports.readBack(taken);
    }
  }

  private Process start(Path from, String stopAt) throws IOException {
    return Child.start(HandingProcess.class, temporary, access, from.toString(), stopAt);
  }

  private void begin(Process process, BufferedReader out) throws IOException {
    Child.password(process, access);
    assertThat(out.readLine()).isEqualTo("ready");
    go(process);
  }

  private static void go(Process process) throws IOException {
    process.outputWriter().append('\n').flush();
  }
}
