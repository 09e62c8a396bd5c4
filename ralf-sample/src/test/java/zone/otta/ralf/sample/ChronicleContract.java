package zone.otta.ralf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.PortException;

/** What a chronicle does, on any memory. */
abstract class ChronicleContract {
  private static final StreamName RUN = StreamName.run(1);
  private Journal journal;
  private Metadata metadata;

  /** A memory with nothing in it. */
  record Memory(Journal journal, Metadata metadata) {}

  abstract Memory open() throws Exception;

  @BeforeEach
  void openMemory() throws Exception {
    Memory memory = open();
    journal = memory.journal();
    metadata = memory.metadata();
  }

  @AfterEach
  void closeMemory() {
    journal.close();
  }

  private Chronicle chronicle(Journal over) {
    return new Chronicle(over, metadata);
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
    assertThat(metadata.get(Chronicle.SCOPE, "position"))
        .contains(new Metadata.Entry("position", 1, "{\"position\":2}"));
    happen("started", 5);
    Chronicle later = chronicle(journal);
    later.catchUp();
    assertThat(later.counts()).isEqualTo(Map.of("started", 7L));
    assertThat(metadata.get(Chronicle.SCOPE, "position"))
        .contains(new Metadata.Entry("position", 2, "{\"position\":8}"));
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
  }
}
