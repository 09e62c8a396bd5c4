package zone.otta.ralf.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.history.PastJournal;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Head;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.testkit.journal.MemoryJournal;

/** Against the plain way, also where clocks went back and forth. */
class PastJournalTest {
  private static final int LAST_TIME = 40;
  private static final StreamName RUN = StreamName.run(1);
  private static final StreamName OTHER = StreamName.run(2);
  private final Random random = new Random(20261129);
  private final MemoryJournal journal = new MemoryJournal();

  private NewEvent at(long us) {
    return new NewEvent(new UUID(random.nextLong(), random.nextLong()), "counted", us, "{}");
  }

  private void lived(int events) {
    for (int i = 0; i < events; i++) {
      StreamName stream = random.nextBoolean() ? RUN : OTHER;
      long version = journal.head(stream).version();
      journal.append(stream, version, List.of(at(random.nextInt(LAST_TIME))));
    }
  }

  private static List<StoredEvent> until(List<StoredEvent> all, long us) {
    return all.stream().filter(e -> e.event().occurredUs() <= us).toList();
  }

  @Test
  void onlyWhatHadHappenedIsThere() {
    lived(1300);
    for (int round = 0; round < 60; round++) {
      long us = random.nextInt(LAST_TIME + 4) - 2;
      var past = new PastJournal(journal, us);
      long after = random.nextInt(1400);
      int limit = 1 + random.nextInt(30);
      assertThat(past.readAll(after, limit))
          .isEqualTo(
              until(journal.readAll(after, Integer.MAX_VALUE), us).stream().limit(limit).toList());
      List<StoredEvent> stream = until(journal.readStream(RUN, 0, Integer.MAX_VALUE), us);
      assertThat(past.readStream(RUN, 0, Integer.MAX_VALUE)).isEqualTo(stream);
      assertThat(past.head(RUN))
          .isEqualTo(
              stream.isEmpty()
                  ? new Head(0, ChainHash.start(RUN))
                  : new Head(stream.getLast().version(), stream.getLast().hash()));
    }
  }

  @Test
  void snapshotsOfLaterEventsAreNotThere() {
    for (int n = 1; n <= 6; n++) {
      journal.append(RUN, n - 1, List.of(at(10L * n)));
      if (n % 2 == 0) {
        journal.putSnapshot(
            new Snapshot(RUN, "service", n, journal.head(RUN).hash(), "{\"n\":" + n + "}"));
      }
    }
    assertThat(new PastJournal(journal, 19).snapshot(RUN, "service")).isEmpty();
    assertThat(new PastJournal(journal, 20).snapshot(RUN, "service"))
        .map(Snapshot::version)
        .contains(2L);
    assertThat(new PastJournal(journal, 59).snapshot(RUN, "service"))
        .map(Snapshot::version)
        .contains(4L);
    assertThat(new PastJournal(journal, 60).snapshot(RUN, "service", 5))
        .map(Snapshot::version)
        .contains(4L);
    assertThat(new PastJournal(journal, 60).snapshot(RUN, "service"))
        .map(Snapshot::version)
        .contains(6L);
  }

  @Test
  void itDoesNotChange() {
    lived(3);
    var past = new PastJournal(journal, LAST_TIME);
    assertThatIllegalStateException().isThrownBy(() -> past.append(RUN, 0, List.of(at(1))));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> past.putSnapshot(new Snapshot(RUN, "service", 1, ChainHash.start(RUN), "{}")));
    assertThatIllegalArgumentException().isThrownBy(() -> past.readAll(0, 0));
    assertThat(journal.readAll(0, 10)).hasSize(3);
  }
}
