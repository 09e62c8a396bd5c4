package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Journal;

/** The journal's bytes as an independent script made them (make-vectors.py); they never change. */
class JournalVectorsTest {
  @TempDir Path folder;

  @Test
  void the_vectors_are_the_ones_that_were_agreed_on() throws IOException {
    assertThat(Sha256.of(vectors()).hex())
        .isEqualTo("84077d6d1de7eeeca5fc32afb9ba2a77238da5237a75522d8ed2a2e3b36b219e");
  }

  @Test
  void the_vectors_are_read() throws IOException {
    List<StoredEvent> events = read();
    assertThat(events).extracting(StoredEvent::version).containsExactly(1L, 1L, 2L, 3L, 4L);
    assertThat(events.get(1).event().payload())
        .isEqualTo(
            "{\"service\":\"postgresql\",\"note\":\"Grüße \uD83D\uDE00 \\u0000\",\"n\":[1,-2,null,true]}");
    assertThat(events.get(3).event().occurredUs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_same_events_are_written_as_the_same_bytes() throws IOException {
    List<StoredEvent> events = read();
    Path other = folder.resolve("other");
    try (FileJournal journal = Journals.open(other)) {
      append(journal, events.subList(0, 1));
      append(journal, events.subList(1, 2));
      append(journal, events.subList(2, 5));
    }
    assertThat(Journals.state(other).journal()).hasBinaryContent(vectors());
  }

  private static void append(Journal journal, List<StoredEvent> events) {
    List<NewEvent> batch = new ArrayList<>();
    events.forEach(stored -> batch.add(stored.event()));
    StoredEvent first = events.getFirst();
    assertThat(journal.append(first.stream(), first.version() - 1, batch))
        .isInstanceOf(Journal.Append.Stored.class);
  }

  private List<StoredEvent> read() throws IOException {
    Files.write(Journals.state(folder).journal(), vectors());
    try (FileJournal journal = Journals.open(folder)) {
      return journal.readAll(0, 100);
    }
  }

  private static byte[] vectors() throws IOException {
    try (var in = JournalVectorsTest.class.getResourceAsStream("vectors.jsonl")) {
      return in.readAllBytes();
    }
  }
}
