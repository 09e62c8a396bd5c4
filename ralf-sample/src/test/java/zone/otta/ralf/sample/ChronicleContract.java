package zone.otta.ralf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.PortException;

/** What a chronicle does, on any memory. */
abstract class ChronicleContract {
  private static final StreamName RUN = StreamName.run(1);
  private Journal journal;
  private Metadata metadata;
  private Leases leases;

  /** A memory with nothing in it. */
  record Memory(Journal journal, Metadata metadata, Leases leases) {}

  abstract Memory open() throws Exception;

  @BeforeEach
  void openMemory() throws Exception {
    Memory memory = open();
    journal = memory.journal();
    metadata = memory.metadata();
    leases = memory.leases();
  }

  @AfterEach
  void closeMemory() {
    journal.close();
  }

  private Chronicle chronicle(Journal over) {
    return new Chronicle(over, metadata);
  }

  private Turns turns() {
    return new Turns(chronicle(journal), leases, "test");
  }

  private void happen(String type, int count) {
    List<NewEvent> events =
        IntStream.range(0, count)
            .mapToObj(i -> new NewEvent(UUID.randomUUID(), type, i, "{\"n\":" + i + "}"))
            .toList();
    assertThat(journal.append(RUN, journal.head(RUN).version(), events))
        .isInstanceOf(Journal.Append.Stored.class);
  }

  @Test
  void countsWhatHappenedButNotItself() {
    happen("started", 600);
    happen("verified", 3);
    Chronicle chronicle = chronicle(journal);
    chronicle.catchUp();
    assertThat(chronicle.counts()).isEqualTo(Map.of("started", 600L, "verified", 3L));
    long own = journal.head(Chronicle.MINE).version();
    chronicle.catchUp();
    assertThat(journal.head(Chronicle.MINE).version()).isEqualTo(own).isEqualTo(2);
    happen("verified", 1);
    chronicle.catchUp();
    assertThat(chronicle.counts()).isEqualTo(Map.of("started", 600L, "verified", 4L));
  }

  @Test
  void aNewOneGoesOnFromTheSnapshot() {
    happen("started", 2);
    chronicle(journal).catchUp();
    assertThat(journal.snapshot(Chronicle.MINE, "counts")).isPresent();
    happen("started", 5);
    Chronicle later = chronicle(journal);
    later.catchUp();
    assertThat(later.counts()).isEqualTo(Map.of("started", 7L));
  }

  @Test
  void aLostReplyCountsNothingTwice() {
    happen("started", 2);
    Chronicle chronicle = chronicle(new LostReply(journal));
    assertThatThrownBy(chronicle::catchUp).isInstanceOf(PortException.class);
    assertThat(journal.head(Chronicle.MINE).version()).isEqualTo(1);
    chronicle.catchUp();
    assertThat(chronicle.counts()).isEqualTo(Map.of("started", 2L));
    assertThat(journal.head(Chronicle.MINE).version()).isEqualTo(1);
  }

  @Test
  void twoOfThemCountEverythingOnce() {
    happen("started", 2);
    Chronicle slow = chronicle(new Overtaken(journal, () -> chronicle(journal).catchUp()));
    slow.catchUp();
    assertThat(slow.counts()).isEqualTo(Map.of("started", 2L));
    assertThat(journal.readStream(Chronicle.MINE, 0, 10)).hasSize(1);
    assertThat(journal.verify()).isEmpty();
  }

  @Test
  void oneOfThemWorksAtATime() {
    happen("started", 2);
    Leases.Lease others = leases.acquire(Turns.LEASE, "other", Duration.ofMinutes(1)).orElseThrow();
    assertThat(turns().take()).isEmpty();
    assertThat(journal.head(Chronicle.MINE).version()).isZero();
    leases.release(others);
    assertThat(turns().take()).contains(new TreeMap<>(Map.of("started", 2L)));
    assertPublished(1, "{\"position\":2,\"fence\":2}");
    happen("started", 5);
    assertThat(turns().take()).contains(new TreeMap<>(Map.of("started", 7L)));
    assertPublished(2, "{\"position\":8,\"fence\":3}");
    assertThat(turns().take()).contains(new TreeMap<>(Map.of("started", 7L)));
    assertPublished(2, "{\"position\":8,\"fence\":3}");
  }

  @Test
  void aTurnThatFailsIsGivenBack() {
    happen("started", 2);
    var failing = new Turns(chronicle(new LostReply(journal)), leases, "test");
    assertThatThrownBy(failing::take).isInstanceOf(PortException.class);
    assertThat(leases.holder(Turns.LEASE)).isEmpty();
    assertThat(failing.take()).contains(new TreeMap<>(Map.of("started", 2L)));
  }

  @Test
  void whoseTurnIsLongOverPublishesNothing() {
    happen("started", 2);
    Chronicle stopped = chronicle(journal);
    stopped.catchUp();
    happen("started", 3);
    Chronicle later = chronicle(journal);
    later.catchUp();
    later.publish(2);
    stopped.publish(1);
    assertPublished(1, "{\"position\":6,\"fence\":2}");
  }

  private void assertPublished(long revision, String json) {
    assertThat(metadata.get(Chronicle.SCOPE, "position"))
        .contains(new Metadata.Entry("position", revision, json));
  }
}
