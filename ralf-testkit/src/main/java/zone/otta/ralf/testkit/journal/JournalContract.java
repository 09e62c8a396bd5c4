package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Head;
import zone.otta.ralf.port.Journal.Snapshot;

/**
 * What every {@link Journal} must do, one test for each rule of docs/contracts/journal.md. Extend
 * it and say how to open an empty journal.
 */
public abstract class JournalContract {
  private static final StreamName RUN = StreamName.run(7);
  private static final StreamName OTHER = new StreamName("service:postgresql");
  private Journal journal = new MemoryJournal();

  /** An empty journal. */
  protected abstract Journal open() throws Exception;

  /** The same journal as a later process finds it; {@code journal} is given up. */
  protected Journal reopen(Journal journal) throws Exception {
    return journal;
  }

  @BeforeEach
  void openJournal() throws Exception {
    journal = open();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void jo01_a_stream_without_events_has_version_0_and_the_start_hash() {
    assertThat(journal.head(RUN)).isEqualTo(new Head(0, ChainHash.start(RUN)));
    assertThat(journal.readStream(RUN, 0, 10)).isEmpty();
    assertThat(journal.readAll(0, 10)).isEmpty();
  }

  @Test
  void jo02_an_append_is_there_when_it_returns() throws Exception {
    List<NewEvent> batch = events(1, 3);
    assertThat(journal.append(RUN, 0, batch)).isEqualTo(new Append.Stored(3, 3));
    journal = reopen(journal);
    assertThat(journal.readStream(RUN, 0, 10)).extracting(StoredEvent::event).isEqualTo(batch);
    assertThat(journal.head(RUN).version()).isEqualTo(3);
  }

  @Test
  void jo03_another_expected_version_is_a_conflict_and_stores_nothing() {
    journal.append(RUN, 0, events(1, 2));
    for (long expected : new long[] {-1, 0, 1, 3, Long.MAX_VALUE}) {
      assertThat(journal.append(RUN, expected, events(10, 1))).isEqualTo(new Append.Conflict(2));
    }
    assertThat(journal.append(OTHER, 1, events(20, 1))).isEqualTo(new Append.Conflict(0));
    assertThat(journal.readAll(0, 10)).hasSize(2);
  }

  @Test
  void jo04_the_same_append_again_is_already_stored() throws Exception {
    journal.append(OTHER, 0, events(50, 1));
    journal.append(RUN, 0, events(1, 2));
    journal.append(RUN, 2, events(3, 2));
    journal.append(RUN, 4, events(5, 1));
    journal = reopen(journal);
    assertThat(journal.append(RUN, 2, events(3, 2))).isEqualTo(new Append.AlreadyStored(4, 5));
    assertThat(journal.append(RUN, 0, events(1, 2))).isEqualTo(new Append.AlreadyStored(2, 3));
    assertThat(journal.readAll(0, 10)).hasSize(6);
  }

  @Test
  void jo05_the_same_ids_with_other_content_or_in_part_are_a_conflict() {
    journal.append(RUN, 0, events(1, 2));
    NewEvent first = event(1);
    var changed = new NewEvent(first.id(), first.type(), first.occurredUs(), "{\"n\":99}");
    assertThat(journal.append(RUN, 0, List.of(changed, event(2))))
        .isEqualTo(new Append.Conflict(2));
    assertThat(journal.append(RUN, 0, events(1, 3))).isEqualTo(new Append.Conflict(2));
    assertThat(journal.append(RUN, 1, events(1, 1))).isEqualTo(new Append.Conflict(2));
  }

  @Test
  void jo06_an_id_is_stored_once_in_the_whole_journal() {
    journal.append(RUN, 0, events(1, 1));
    refused(OTHER, 0, List.of(event(1)));
    refused(RUN, 1, List.of(event(2), event(1)));
    refused(RUN, 1, List.of(event(3), event(3)));
    assertThat(journal.readAll(0, 10)).hasSize(1);
  }

  @Test
  void jo07_a_batch_has_1_to_1000_events() {
    refused(RUN, 0, List.of());
    refused(RUN, 0, events(1, 1001));
    assertThat(journal.append(RUN, 0, events(1, 1000))).isEqualTo(new Append.Stored(1000, 1000));
  }

  @Test
  void jo08_a_refused_batch_leaves_no_part_of_it() throws Exception {
    journal.append(OTHER, 0, events(3, 1));
    refused(RUN, 0, events(1, 3));
    journal = reopen(journal);
    assertThat(journal.head(RUN).version()).isZero();
    assertThat(journal.readAll(0, 10)).hasSize(1);
  }

  @Test
  void jo09_versions_have_no_gap_in_a_stream_and_positions_none_in_the_journal() throws Exception {
    interleave();
    journal = reopen(journal);
    List<StoredEvent> all = journal.readAll(0, 100);
    assertThat(all)
        .extracting(StoredEvent::position)
        .isEqualTo(LongStream.rangeClosed(1, 8).boxed().toList());
    for (StreamName stream : List.of(RUN, OTHER)) {
      assertThat(all.stream().filter(e -> e.stream().equals(stream)))
          .extracting(StoredEvent::version)
          .isEqualTo(LongStream.rangeClosed(1, 4).boxed().toList());
    }
  }

  @Test
  void jo10_every_event_continues_the_hash_chain_of_its_stream() throws Exception {
    interleave();
    journal = reopen(journal);
    for (StreamName stream : List.of(RUN, OTHER)) {
      ChainHash hash = ChainHash.start(stream);
      for (StoredEvent stored : journal.readStream(stream, 0, 100)) {
        hash = hash.next(stored.version(), stored.event());
        assertThat(stored.hash()).isEqualTo(hash);
      }
      assertThat(journal.head(stream).hash()).isEqualTo(hash);
    }
  }

  @Test
  void jo11_reading_starts_after_the_given_place_and_keeps_order_and_limit() {
    interleave();
    assertThat(journal.readStream(RUN, 1, 2))
        .extracting(StoredEvent::version)
        .containsExactly(2L, 3L);
    assertThat(journal.readAll(3, 4))
        .extracting(StoredEvent::position)
        .containsExactly(4L, 5L, 6L, 7L);
    assertThat(journal.readAll(8, 1)).isEmpty();
    assertThat(journal.readStream(RUN, 99, 1)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> journal.readAll(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> journal.readStream(RUN, 0, -1));
  }

  @Test
  void jo12_payloads_come_back_byte_for_byte() throws Exception {
    List<NewEvent> batch =
        IntStream.range(0, Payloads.ODD.size())
            .mapToObj(i -> new NewEvent(id(i), "odd", -i, Payloads.ODD.get(i)))
            .toList();
    journal.append(RUN, 0, batch);
    journal = reopen(journal);
    assertThat(journal.readStream(RUN, 0, 100)).extracting(StoredEvent::event).isEqualTo(batch);
    assertThat(journal.readAll(0, 100)).extracting(StoredEvent::event).isEqualTo(batch);
  }

  @Test
  void jo13_a_snapshot_of_another_history_is_refused() {
    journal.append(RUN, 0, events(1, 2));
    ChainHash first = journal.readStream(RUN, 0, 1).getFirst().hash();
    for (Snapshot wrong :
        List.of(
            new Snapshot(RUN, "progress", 2, first, "{}"),
            new Snapshot(RUN, "progress", 3, first, "{}"),
            new Snapshot(RUN, "progress", 0, ChainHash.start(RUN), "{}"),
            new Snapshot(OTHER, "progress", 1, first, "{}"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> journal.putSnapshot(wrong));
    }
    assertThat(journal.snapshot(RUN, "progress")).isEmpty();
  }

  @Test
  void jo14_the_newest_snapshot_of_its_kind_comes_back_as_it_was_put() throws Exception {
    journal.append(RUN, 0, events(1, 3));
    Snapshot second = snapshot("progress", 2, "{\"at\": \"Ende\\u0000 \uD83D\uDE00\" }");
    journal.putSnapshot(second);
    journal.putSnapshot(snapshot("progress", 1, "{}"));
    journal.putSnapshot(snapshot("other", 3, "{}"));
    journal = reopen(journal);
    assertThat(journal.snapshot(RUN, "progress")).contains(second);
    assertThat(journal.snapshot(OTHER, "progress")).isEmpty();
    assertThat(journal.snapshot(RUN, "missing")).isEmpty();
  }

  @Test
  void jo15_of_appends_at_the_same_time_one_wins_and_the_others_are_told() throws Exception {
    int writers = 8;
    List<Callable<Append>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      NewEvent event = event(i);
      tasks.add(() -> journal.append(RUN, 0, List.of(event)));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Append> results = new ArrayList<>();
      for (Future<Append> done : pool.invokeAll(tasks)) {
        results.add(done.get());
      }
      assertThat(results).containsOnlyOnce(new Append.Stored(1, 1));
      assertThat(results).filteredOn(new Append.Conflict(1)::equals).hasSize(writers - 1);
    }
    assertThat(journal.readAll(0, 10)).hasSize(1);
  }

  @Test
  void jo16_a_sound_journal_verifies() throws Exception {
    interleave();
    assertThat(journal.verify()).isEmpty();
    journal = reopen(journal);
    assertThat(journal.verify()).isEmpty();
  }

  @Test
  void jo17_who_reads_on_after_the_last_position_misses_nothing_and_sees_nothing_twice()
      throws Exception {
    int writers = 4;
    int each = 25;
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> done = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        done.add(pool.submit(() -> appendAll(writer, each)));
      }
      List<Long> seen = new ArrayList<>();
      boolean last;
      do {
        // Asked before the look, so that the last look comes after the last append.
        last = done.stream().allMatch(Future::isDone);
        long after = seen.isEmpty() ? 0 : seen.getLast();
        journal.readAll(after, 7).forEach(e -> seen.add(e.position()));
      } while (!last || !journal.readAll(seen.isEmpty() ? 0 : seen.getLast(), 1).isEmpty());
      for (Future<?> one : done) {
        one.get();
      }
      assertThat(seen).isEqualTo(LongStream.rangeClosed(1, writers * each).boxed().toList());
    }
  }

  private void appendAll(int writer, int count) {
    StreamName stream = StreamName.run(100 + writer);
    for (int i = 0; i < count; i++) {
      journal.append(stream, i, List.of(event(1000 * (writer + 1) + i)));
    }
  }

  @Test
  void jo18_a_former_snapshot_is_found_by_its_version() throws Exception {
    journal.append(RUN, 0, events(1, 5));
    Snapshot former = snapshot("service", 2, "{\"n\":2}");
    Snapshot newest = snapshot("service", 4, "{\"n\":4}");
    journal.putSnapshot(newest);
    journal.putSnapshot(former);
    journal = reopen(journal);
    assertThat(journal.snapshot(RUN, "service", 1)).isEmpty();
    assertThat(journal.snapshot(RUN, "service", 2)).contains(former);
    assertThat(journal.snapshot(RUN, "service", 3)).contains(former);
    assertThat(journal.snapshot(RUN, "service", 4)).contains(newest);
    assertThat(journal.snapshot(RUN, "service")).contains(newest);
  }

  private void interleave() {
    journal.append(RUN, 0, events(1, 2));
    journal.append(OTHER, 0, events(11, 1));
    journal.append(RUN, 2, events(3, 1));
    journal.append(OTHER, 1, events(12, 3));
    journal.append(RUN, 3, events(4, 1));
  }

  private void refused(StreamName stream, long expected, List<NewEvent> batch) {
    assertThatIllegalArgumentException().isThrownBy(() -> journal.append(stream, expected, batch));
  }

  private Snapshot snapshot(String kind, long version, String state) {
    ChainHash hash = journal.readStream(RUN, version - 1, 1).getFirst().hash();
    return new Snapshot(RUN, kind, version, hash, state);
  }

  private static List<NewEvent> events(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(JournalContract::event).toList();
  }

  private static NewEvent event(int number) {
    return new NewEvent(id(number), "counted", 1_000_000L * number, "{\"n\":" + number + "}");
  }

  private static UUID id(int number) {
    return new UUID(0x5241_4c46_0000_4000L, 0x8000_0000_0000_0000L + number);
  }
}
