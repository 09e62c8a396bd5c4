package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.apply.Delivery;
import zone.otta.ralf.apply.RunProjection;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;
import zone.otta.ralf.port.RunRecords.Phase;
import zone.otta.ralf.port.RunRecords.Recorded;
import zone.otta.ralf.port.RunRecords.StepResult;
import zone.otta.ralf.postgresql.server.Relay;
import zone.otta.ralf.recipe.postgresql.StateSchema;
import zone.otta.ralf.testkit.journal.MemoryRunRecords;
import zone.otta.ralf.testkit.world.Requests;

/** Events of real runs, and what follows from them, go from a file to a real PostgreSQL. */
@ExtendWith(MemoryServer.class)
class DeliveryTest {
  @TempDir Path folder;
  private RecordedRun life;
  private PostgresMemory memory;

  @BeforeEach
  void begin() throws Exception {
    life = new RecordedRun(folder);
    memory = PostgresMemory.open(MemoryServer.stage().fresh());
  }

  @AfterEach
  void end() {
    memory.close();
    life.close();
  }

  private RunProjection projection(RunRecords records) {
    return new RunProjection(
        life.file(), memory.journal(), records, life::kept, RecordedRun.payloads());
  }

  private long delivered(long from, long recorded) {
    var reached = new AtomicLong(from);
    new Delivery(life.file(), memory.journal(), Optional.of(projection(memory.runRecords())))
        .deliver(from, recorded, reached::set);
    return reached.get();
  }

  private Sha256 plan() {
    return life.plan().hash();
  }

  private List<GateDecision> decisions() {
    return memory.runRecords().decisions(plan()).stream().map(Recorded::what).toList();
  }

  private List<StepResult> steps() {
    return memory.runRecords().steps(plan()).stream().map(Recorded::what).toList();
  }

  @Test
  void runs_that_stop_and_are_renewed_can_be_looked_up_at_each_time() {
    long run = life.stopped();
    long reached = delivered(0, 0);
    assertThat(reached).isEqualTo(life.file().readAll(0, 1000).size());
    assertThat(memory.runRecords().plans(RecordedRun.SERVICE.value(), 9))
        .containsExactly(new RunRecords.PlanHead(plan(), RecordedRun.SERVICE.value(), 0));
    assertThat(memory.runRecords().plan(plan()).orElseThrow().body())
        .isEqualTo(life.plan().json().canonical());
    assertThat(steps())
        .extracting(StepResult::key, StepResult::phase, StepResult::fence)
        .containsExactly(
            tuple("run:1/1", Phase.UNKNOWN, 0L),
            tuple("run:2/1", Phase.DONE, 7L),
            tuple("run:2/2", Phase.DONE, 7L),
            tuple("run:2/3", Phase.UNKNOWN, 7L));
    assertThat(steps().getFirst().output().orElseThrow())
        .matches("\\{\"name\":\".+\",\"code\":\"RALF-W002\",\"what\":\".+\"}");
    assertThat(decisions())
        .extracting(GateDecision::gate, GateDecision::outcome)
        .containsExactly(
            tuple("2", Outcome.APPROVED),
            tuple("3", Outcome.REJECTED),
            tuple("2", Outcome.APPROVED),
            tuple("3", Outcome.REJECTED));
    Approval second = life.runs().approvals(Requests.SERVICE).get(1);
    GateDecision yes = decisions().get(2);
    assertThat(yes)
        .isEqualTo(
            new GateDecision(
                second.id(),
                plan(),
                "2",
                Outcome.APPROVED,
                "anna@desk",
                yes.reason(),
                Optional.of(second.expiresUs()),
                yes.event()));
    assertThat(yes.reason()).startsWith("Anna Berg");

    Approval later = life.resumed(run);
    delivered(reached, reached);
    assertThat(decisions().subList(4, decisions().size()))
        .extracting(GateDecision::gate, GateDecision::outcome)
        .containsExactly(
            tuple("2", Outcome.APPROVED),
            tuple("2", Outcome.EXPIRED),
            tuple("3", Outcome.APPROVED),
            tuple("4", Outcome.APPROVED));
    assertThat(decisions().get(5).reason()).contains(second.id().toString(), later.id().toString());
    assertThat(decisions().get(6).decidedBy()).isEqualTo("ralf 0.1.0 for bert@desk");
    assertThat(decisions().get(7).reason()).isEqualTo("run 2: SMOKE WARNUNG");
    assertThat(memory.runRecords().steps(plan()))
        .filteredOn(s -> s.stream().equals(StreamName.run(2)))
        .hasSize(life.plan().changes().size())
        .extracting(s -> s.what().phase(), s -> s.what().fence())
        .containsOnly(tuple(Phase.DONE, 7L));
    assertThat(steps().getFirst().phase()).isEqualTo(Phase.UNKNOWN);
  }

  private void wholeLife() {
    life.resumed(life.stopped());
  }

  /** All that was recorded, as another delivery must find it. */
  private static List<Object> all(RunRecords records, Sha256 plan) {
    List<Object> all = new ArrayList<>();
    all.addAll(records.plans(RecordedRun.SERVICE.value(), 9));
    all.addAll(records.decisions(plan));
    all.addAll(records.steps(plan));
    return all;
  }

  @Test
  void a_repetition_from_anywhere_changes_nothing() {
    wholeLife();
    long end = delivered(0, 0);
    List<Object> once = all(memory.runRecords(), plan());
    assertThat(once).hasSizeGreaterThan(20);
    for (long from : new long[] {0, 7, end / 2, end}) {
      assertThat(delivered(from, 0)).isEqualTo(end);
      assertThat(delivered(end, from)).isEqualTo(end);
    }
    RunProjection again = projection(memory.runRecords());
    again.project(0, end);
    assertThat(again.left()).isEmpty();
    assertThat(all(memory.runRecords(), plan())).isEqualTo(once);
  }

  /** Dies at the nth record. */
  private static final class Dying extends MemoryRunRecords {
    private int left;

    Dying(Journal journal) {
      super(journal);
    }

    private Put dies(Supplier<Put> put) {
      if (left-- == 0) {
        throw new IllegalStateException("killed");
      }
      return put.get();
    }

    @Override
    public synchronized Put put(PlanRecord plan) {
      return dies(() -> super.put(plan));
    }

    @Override
    public synchronized Put put(GateDecision decision) {
      return dies(() -> super.put(decision));
    }

    @Override
    public synchronized Put put(StepResult result) {
      return dies(() -> super.put(result));
    }
  }

  @Test
  void killed_at_any_record_the_mark_has_not_moved_and_the_next_one_completes_it() {
    wholeLife();
    delivered(0, 0);
    List<Object> undisturbed = all(memory.runRecords(), plan());
    long end = life.file().readAll(0, 1000).size();
    boolean killed = true;
    for (int at = 0; killed; at++) {
      var dying = new Dying(memory.journal());
      dying.left = at;
      var mark = new AtomicLong();
      killed =
          catchThrowableOfType(
                  IllegalStateException.class,
                  () ->
                      new Delivery(life.file(), memory.journal(), Optional.of(projection(dying)))
                          .deliver(0, 0, mark::set))
              != null;
      assertThat(mark.get()).isEqualTo(killed ? 0 : end);
      dying.left = Integer.MAX_VALUE;
      projection(dying).project(mark.get(), end);
      assertThat(all(dying, plan())).isEqualTo(undisturbed);
    }
  }

  @Test
  void an_older_memory_gets_the_events_and_once_it_is_newer_the_records() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String database = stage.copy("empty");
    stage.migrate(database, StateSchema.MIGRATIONS.subList(0, 3));
    wholeLife();
    delivered(0, 0);
    List<Object> undisturbed = all(memory.runRecords(), plan());
    memory.close();
    memory = PostgresMemory.open(stage.as(MemoryStage.APPENDING, database));
    assertThat(memory.hasRunRecords()).isFalse();
    var refused =
        catchThrowableOfType(PortException.class, () -> memory.runRecords().plans("a", 1));
    assertThat(refused.code().id()).isEqualTo("RALF-J023");
    var reached = new AtomicLong();
    long stored =
        new Delivery(life.file(), memory.journal(), Optional.empty()).deliver(0, 0, reached::set);
    assertThat(stored).isEqualTo(reached.get()).isEqualTo(life.file().readAll(0, 1000).size());
    stage.migrate(database, StateSchema.MIGRATIONS.subList(3, 4));
    assertThat(memory.hasRunRecords()).isTrue();
    delivered(reached.get(), 0);
    assertThat(all(memory.runRecords(), plan())).isEqualTo(undisturbed);
    assertThat(memory.journal().verify()).isEmpty();
  }

  @Test
  void a_memory_that_was_set_back_gets_events_and_records_again() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    memory.close();
    memory = PostgresMemory.open(access);
    long run = life.stopped();
    delivered(0, 0);
    memory.close();
    String before = stage.copy(access.database());
    memory = PostgresMemory.open(access);
    life.resumed(run);
    long end = delivered(0, 0);
    List<Object> undisturbed = all(memory.runRecords(), plan());
    memory.close();
    memory = PostgresMemory.open(stage.as(MemoryStage.APPENDING, before));
    assertThat(all(memory.runRecords(), plan())).isNotEqualTo(undisturbed);
    life.planned();
    List<Long> told = new ArrayList<>();
    new Delivery(life.file(), memory.journal(), Optional.of(projection(memory.runRecords())))
        .deliver(end, end, told::add);
    assertThat(told).containsExactly(0L, end + 1);
    assertThat(all(memory.runRecords(), plan())).isEqualTo(undisturbed);
  }

  @Test
  void a_put_whose_answer_is_lost_is_there_once() throws Exception {
    wholeLife();
    long end = delivered(0, 0);
    List<Object> undisturbed = all(memory.runRecords(), plan());
    memory.close();
    PostgresAccess access = MemoryServer.stage().fresh();
    memory = PostgresMemory.open(access);
    new Shipping(life.file(), memory.journal()).ship(0, position -> {});
    try (Relay relay = new Relay(access.port());
        PostgresMemory through =
            PostgresMemory.open(
                PostgresAccess.to(
                        access.host(),
                        relay.port(),
                        access.user(),
                        access.password(),
                        access.trust())
                    .withDatabase(access.database())
                    .withLimit(Duration.ofMillis(1500)))) {
      assertThat(through.hasRunRecords()).isTrue();
      relay.mode(Relay.Mode.LOSE_ANSWERS);
      PortException lost =
          catchThrowableOfType(
              PortException.class, () -> projection(through.runRecords()).project(0, end));
      assertThat(lost.code().id()).isIn("RALF-J020", "RALF-J021");
    }
    assertThat(memory.runRecords().plans(RecordedRun.SERVICE.value(), 9)).hasSize(1);
    projection(memory.runRecords()).project(0, end);
    assertThat(all(memory.runRecords(), plan())).isEqualTo(undisturbed);
  }

  @Test
  void an_approval_beyond_all_calendars_is_one_for_ever() {
    Approval yes = life.forEver();
    delivered(0, 0);
    assertThat(decisions())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.id()).isEqualTo(yes.id());
              assertThat(d.validUntilUs()).isEmpty();
            });
  }

  @Test
  void what_cannot_be_recorded_is_told_and_keeps_nothing_else_back() {
    wholeLife();
    delivered(0, 0);
    long end = life.file().readAll(0, 1000).size();
    RunRecords empty = new MemoryRunRecords(memory.journal());
    Function<Sha256, Optional<Json>> none = hash -> Optional.empty();
    RunProjection lost =
        new RunProjection(life.file(), memory.journal(), empty, none, RecordedRun.payloads());
    lost.project(0, end);
    assertThat(lost.left())
        .extracting(text -> text.en())
        .containsExactly("plan " + plan().shortForm() + ": its file is gone");
    Function<Sha256, Optional<Json>> changed = hash -> Optional.of(Json.object().with("a", 1));
    RunProjection wrong =
        new RunProjection(life.file(), memory.journal(), empty, changed, RecordedRun.payloads());
    wrong.project(0, end);
    assertThat(wrong.left()).hasSize(1);
    assertThat(empty.plans(RecordedRun.SERVICE.value(), 9)).isEmpty();

    empty.put(
        RunRecords.PlanRecord.of(RecordedRun.SERVICE.value(), 0, life.plan().json().canonical()));
    GateDecision first = decisions().getFirst();
    empty.put(
        new GateDecision(
            first.id(),
            first.plan(),
            first.gate(),
            Outcome.REVOKED,
            "eve",
            "because",
            first.validUntilUs(),
            first.event()));
    life.file()
        .append(
            RecordedRun.SERVICE,
            life.file().head(RecordedRun.SERVICE).version(),
            List.of(new NewEvent(UUID.randomUUID(), "approved", 1, "{\"is\":\"approved\"}")));
    RunProjection other = projection(empty);
    other.project(0, end + 1);
    assertThat(other.left())
        .extracting(text -> text.en())
        .containsExactly(
            "gate 2: decision " + first.id() + ": something else stands there",
            "this RALF does not understand the event at position %d (approved in %s)"
                .formatted(end + 1, RecordedRun.SERVICE));
    assertThat(empty.steps(plan())).isEqualTo(memory.runRecords().steps(plan()));
    assertThat(empty.decisions(plan())).hasSize(decisions().size());
  }

  @Test
  void the_newest_snapshots_follow_their_events() throws IOException {
    Files.createDirectories(folder.resolve("snapshots/Not a stream/service"));
    Files.createDirectories(folder.resolve("snapshots/runs/Not a kind"));
    wholeLife();
    delivered(0, 0);
    var delivery = new Delivery(life.file(), memory.journal(), Optional.empty());
    List<Snapshot> newest = life.file().snapshots();
    assertThat(newest).hasSize(1);
    delivery.snapshots(newest);
    assertThat(memory.journal().snapshot(RecordedRun.SERVICE, "service"))
        .isEqualTo(Optional.of(newest.getFirst()))
        .isEqualTo(life.file().snapshot(RecordedRun.SERVICE, "service"));
    Sha256 before = Delivery.sum(newest);
    life.snapshot("{\"changed\":true}");
    assertThat(Delivery.sum(life.file().snapshots())).isNotEqualTo(before);
    delivery.snapshots(life.file().snapshots());
    assertThat(memory.journal().snapshot(RecordedRun.SERVICE, "service").orElseThrow().state())
        .isEqualTo("{\"changed\":true}");
    delivery.snapshots(newest.stream().map(DeliveryTest::older).toList());
    assertThat(memory.journal().snapshot(RecordedRun.SERVICE, "service").orElseThrow().state())
        .isEqualTo("{\"changed\":true}");
  }

  /** Of a history that nobody has: to put it would be refused. */
  private static Snapshot older(Snapshot snapshot) {
    return new Snapshot(
        snapshot.stream(),
        snapshot.kind(),
        snapshot.version() - 1,
        ChainHash.start(snapshot.stream()),
        "{}");
  }
}
