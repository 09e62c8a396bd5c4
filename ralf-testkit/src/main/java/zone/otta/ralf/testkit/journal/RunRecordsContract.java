package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;
import zone.otta.ralf.port.RunRecords.Phase;
import zone.otta.ralf.port.RunRecords.PlanHead;
import zone.otta.ralf.port.RunRecords.PlanRecord;
import zone.otta.ralf.port.RunRecords.Put;
import zone.otta.ralf.port.RunRecords.Put.Part;
import zone.otta.ralf.port.RunRecords.Recorded;
import zone.otta.ralf.port.RunRecords.StepResult;

/** What all {@link RunRecords} must do, one test for each rule of docs/contracts/run-records.md. */
public abstract class RunRecordsContract {
  private static final String SUBJECT = "service:n8n";
  private static final StreamName RUN = StreamName.run(1);
  private static final StreamName SECOND = StreamName.run(2);
  private static final String ODD = "{ \"steps\" : [ 1.0 ],\t\"a\":\"Grüße \uD83D\uDE00\" }";
  private static final PlanRecord PLAN = PlanRecord.of(SUBJECT, 0, ODD);
  private static final Sha256 DIGEST = PLAN.digest();
  private static final Put STORED = new Put.Stored();
  private static final Put ALREADY = new Put.AlreadyStored();
  private static final Put CONFLICT = new Put.Conflict();

  /** A journal and the records beside it. */
  public record Store(Journal journal, RunRecords records) {}

  private Store store;
  private RunRecords records;

  /** An empty journal, nothing recorded. */
  protected abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
    records = store.records();
  }

  @AfterEach
  void closeStore() {
    store.journal().close();
  }

  /** The events 1 to 6: odd ones of the first run, even ones of the second. */
  private void sixEvents() {
    for (int i = 1; i <= 6; i++) {
      StreamName stream = i % 2 == 1 ? RUN : SECOND;
      store
          .journal()
          .append(
              stream,
              store.journal().head(stream).version(),
              List.of(new NewEvent(event(i), "seen", i, "{}")));
    }
  }

  private static UUID event(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
  }

  private static UUID id(int number) {
    return new UUID(0x4001, 0x8000_0000_0000_0000L + number);
  }

  private static GateDecision decision(int id, Outcome outcome, String by, int event) {
    return new GateDecision(
        id(id), DIGEST, "2", outcome, by, "weil — ja", Optional.of(1_000_001L), event(event));
  }

  private static StepResult result(Phase phase, int event, long fence) {
    return new StepResult(DIGEST, 3, "run:1/3", phase, Optional.of(ODD), fence, event(event));
  }

  @Test
  void rr01_a_plan_comes_back_byte_for_byte_by_its_digest() {
    assertThat(records.plan(DIGEST)).isEmpty();
    assertThat(records.put(PLAN)).isEqualTo(STORED);
    assertThat(records.plan(DIGEST)).contains(PLAN);
    assertThat(records.plan(Sha256.of("another"))).isEmpty();
  }

  @Test
  void rr02_a_plan_is_there_once_with_its_first_base_for_one_subject() {
    sixEvents();
    records.put(PLAN);
    assertThat(records.put(PLAN)).isEqualTo(ALREADY);
    assertThat(records.put(PlanRecord.of(SUBJECT, 4, ODD))).isEqualTo(ALREADY);
    assertThat(records.put(PlanRecord.of("service:other", 0, ODD))).isEqualTo(CONFLICT);
    assertThat(records.plan(DIGEST)).contains(PLAN);
  }

  @Test
  void rr03_plans_are_listed_by_subject_newest_first() {
    sixEvents();
    PlanRecord old = PlanRecord.of(SUBJECT, 1, "{\"n\":1}");
    PlanRecord young = PlanRecord.of(SUBJECT, 5, "{\"n\":2}");
    records.put(young);
    records.put(PlanRecord.of("service:n8n2", 6, "{\"n\":3}"));
    records.put(old);
    records.put(PLAN);
    assertThat(records.plans(SUBJECT, 9)).containsExactly(young.head(), old.head(), PLAN.head());
    assertThat(records.plans(SUBJECT, 1)).containsExactly(young.head());
    assertThat(records.plans("service:nobody", 9)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> records.plans(SUBJECT, 0));
  }

  @Test
  void rr04_a_decision_comes_back_with_the_place_of_its_event() {
    sixEvents();
    records.put(PLAN);
    GateDecision ever =
        new GateDecision(
            id(1), DIGEST, "4", Outcome.REJECTED, "ralf", "r", Optional.empty(), event(3));
    assertThat(records.put(ever)).isEqualTo(STORED);
    GateDecision once = decision(2, Outcome.APPROVED, "anna@desk", 2);
    assertThat(records.put(once)).isEqualTo(STORED);
    assertThat(records.decisions(DIGEST))
        .containsExactly(new Recorded<>(once, SECOND, 2), new Recorded<>(ever, RUN, 3));
    assertThat(records.decisions(Sha256.of("another"))).isEmpty();
  }

  @Test
  void rr05_the_same_decision_again_is_already_there_another_one_under_its_id_a_conflict() {
    sixEvents();
    records.put(PLAN);
    GateDecision first = decision(1, Outcome.APPROVED, "anna@desk", 1);
    records.put(first);
    assertThat(records.put(first)).isEqualTo(ALREADY);
    assertThat(records.put(decision(1, Outcome.REVOKED, "anna@desk", 1))).isEqualTo(CONFLICT);
    assertThat(records.put(decision(1, Outcome.APPROVED, "bert@desk", 1))).isEqualTo(CONFLICT);
    assertThat(records.put(decision(1, Outcome.APPROVED, "anna@desk", 3))).isEqualTo(CONFLICT);
    assertThat(records.decisions(DIGEST)).containsExactly(new Recorded<>(first, RUN, 1));
  }

  @Test
  void rr06_a_plan_may_be_decided_about_more_than_once() {
    sixEvents();
    records.put(PLAN);
    List<Outcome> all = List.of(Outcome.APPROVED, Outcome.EXPIRED, Outcome.APPROVED);
    for (int i = 0; i < all.size(); i++) {
      assertThat(records.put(decision(i, all.get(i), "anna@desk", i + 1))).isEqualTo(STORED);
    }
    assertThat(records.decisions(DIGEST).stream().map(r -> r.what().outcome()))
        .containsExactlyElementsOf(all);
  }

  @Test
  void rr07_what_belongs_to_no_plan_or_no_event_is_not_stored() {
    sixEvents();
    Put noPlan = new Put.Missing(Part.PLAN);
    assertThat(records.put(decision(1, Outcome.APPROVED, "anna@desk", 1))).isEqualTo(noPlan);
    assertThat(records.put(result(Phase.DONE, 1, 1))).isEqualTo(noPlan);
    records.put(PLAN);
    Put noEvent = new Put.Missing(Part.EVENT);
    assertThat(records.put(decision(1, Outcome.APPROVED, "anna@desk", 7))).isEqualTo(noEvent);
    assertThat(records.put(result(Phase.DONE, 7, 1))).isEqualTo(noEvent);
    assertThat(records.decisions(DIGEST)).isEmpty();
    assertThat(records.steps(DIGEST)).isEmpty();
  }

  @Test
  void rr08_a_step_moves_forward_from_event_to_event() {
    sixEvents();
    records.put(PLAN);
    StepResult started = result(Phase.STARTED, 1, 1);
    StepResult done = result(Phase.DONE, 5, 1);
    assertThat(records.put(started)).isEqualTo(STORED);
    assertThat(records.put(started)).isEqualTo(ALREADY);
    assertThat(records.put(done)).isEqualTo(STORED);
    assertThat(records.put(done)).isEqualTo(ALREADY);
    assertThat(records.put(started)).isEqualTo(new Put.Passed());
    assertThat(records.put(result(Phase.FAILED, 3, 1))).isEqualTo(new Put.Passed());
    assertThat(records.put(result(Phase.FAILED, 5, 1))).isEqualTo(CONFLICT);
    assertThat(records.steps(DIGEST)).containsExactly(new Recorded<>(done, RUN, 5));
  }

  @Test
  void rr09_a_lower_fence_never_comes_after_a_higher_one() {
    sixEvents();
    records.put(PLAN);
    records.put(result(Phase.STARTED, 1, 1));
    StepResult taken = result(Phase.UNKNOWN, 3, 2);
    assertThat(records.put(taken)).isEqualTo(STORED);
    assertThat(records.put(result(Phase.DONE, 5, 1))).isEqualTo(CONFLICT);
    assertThat(records.put(result(Phase.STARTED, 1, 3))).isEqualTo(CONFLICT);
    assertThat(records.steps(DIGEST)).containsExactly(new Recorded<>(taken, RUN, 3));
  }

  @Test
  void rr10_a_key_stays_with_its_plan_its_step_and_its_run() {
    sixEvents();
    PlanRecord other = PlanRecord.of(SUBJECT, 0, "{}");
    records.put(PLAN);
    records.put(other);
    StepResult first = result(Phase.DONE, 1, 1);
    records.put(first);
    for (StepResult wrong :
        List.of(
            new StepResult(
                other.digest(), 3, first.key(), Phase.DONE, Optional.empty(), 1, event(3)),
            new StepResult(DIGEST, 4, first.key(), Phase.DONE, Optional.empty(), 1, event(3)),
            result(Phase.DONE, 2, 1))) {
      assertThat(records.put(wrong)).isEqualTo(CONFLICT);
    }
    StepResult again =
        new StepResult(DIGEST, 3, "run:2/3", Phase.STARTED, Optional.empty(), 2, event(4));
    assertThat(records.put(again)).isEqualTo(STORED);
    assertThat(records.steps(DIGEST))
        .containsExactly(new Recorded<>(first, RUN, 1), new Recorded<>(again, SECOND, 4));
    assertThat(records.steps(other.digest())).isEmpty();
  }

  @Test
  void rr11_of_many_at_once_one_decision_is_stored_and_the_latest_result_stays() throws Exception {
    sixEvents();
    records.put(PLAN);
    List<Put> decided =
        atOnce(8, i -> records.put(decision(1, Outcome.APPROVED, "anna" + i + "@desk", 1)));
    assertThat(decided).containsOnlyOnce(STORED);
    assertThat(decided).filteredOn(CONFLICT::equals).hasSize(7);
    int[] events = {1, 3, 5, 1, 3, 5};
    List<Put> results = atOnce(6, i -> records.put(result(Phase.STARTED, events[i], 1)));
    assertThat(results).doesNotContain(CONFLICT).contains(STORED);
    assertThat(records.steps(DIGEST))
        .containsExactly(new Recorded<>(result(Phase.STARTED, 5, 1), RUN, 5));
  }

  private interface Numbered {
    Put put(int number);
  }

  private static List<Put> atOnce(int count, Numbered work) throws Exception {
    List<Callable<Put>> tasks =
        IntStream.range(0, count).mapToObj(i -> (Callable<Put>) () -> work.put(i)).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
      List<Put> results = new ArrayList<>();
      for (Future<Put> done : pool.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    }
  }

  @Test
  void rr12_what_has_not_the_form_is_refused() {
    sixEvents();
    records.put(PLAN);
    refused(() -> records.put(PlanRecord.of(SUBJECT, 7, "{}")));
    refused(() -> records.put(new PlanRecord(DIGEST, SUBJECT, 0, "{}")));
    refused(() -> PlanRecord.of("Nobody", 0, "{}"));
    refused(() -> PlanRecord.of(SUBJECT, -1, "{}"));
    refused(() -> PlanRecord.of(SUBJECT, 0, "[]"));
    refused(() -> PlanRecord.of(SUBJECT, 0, "{\"\0\"}"));
    refused(() -> decision(1, Outcome.APPROVED, "", 1));
    refused(() -> decision(1, Outcome.APPROVED, "a\nb", 1));
    refused(() -> decision(1, Outcome.APPROVED, "\ud800", 1));
    refused(() -> decision(1, Outcome.APPROVED, "x".repeat(201), 1));
    refused(
        () ->
            new GateDecision(
                id(1), DIGEST, "2", Outcome.APPROVED, "a", "", Optional.empty(), event(1)));
    refused(
        () ->
            new GateDecision(
                id(1), DIGEST, "Gate", Outcome.APPROVED, "a", "r", Optional.empty(), event(1)));
    refused(() -> new StepResult(DIGEST, -1, "k", Phase.DONE, Optional.empty(), 1, event(1)));
    refused(() -> new StepResult(DIGEST, 1, "a b", Phase.DONE, Optional.empty(), 1, event(1)));
    refused(
        () ->
            new StepResult(
                DIGEST,
                1,
                "k",
                Phase.DONE,
                Optional.of("\"" + "ü".repeat(StepResult.MAX_BYTES / 2) + "\""),
                1,
                event(1)));
    GateDecision longest =
        new GateDecision(
            id(2),
            DIGEST,
            "g".repeat(40),
            Outcome.APPROVED,
            "\uD83D\uDE00".repeat(200),
            "\uD83D\uDE00".repeat(4000),
            Optional.of(253_402_300_799_999_999L),
            event(1));
    assertThat(records.put(longest)).isEqualTo(STORED);
    StepResult largest =
        new StepResult(
            DIGEST,
            1,
            "k".repeat(200),
            Phase.DONE,
            Optional.of("\"" + "x".repeat(StepResult.MAX_BYTES - 2) + "\""),
            Long.MAX_VALUE,
            event(1));
    assertThat(records.put(largest)).isEqualTo(STORED);
    assertThat(records.decisions(DIGEST)).containsExactly(new Recorded<>(longest, RUN, 1));
    assertThat(records.steps(DIGEST)).containsExactly(new Recorded<>(largest, RUN, 1));
    assertThat(records.plans(SUBJECT, 9)).extracting(PlanHead::digest).containsExactly(DIGEST);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call);
  }
}
