package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.PortException;

/** A journal that is read while another process writes it. */
class FollowedJournalTest {
  private static final int FIRST = 2;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Path file() {
    return Journals.state(folder).journal();
  }

  private FileJournal following() {
    return FileJournal.following(Journals.state(folder)).orElseThrow();
  }

  /** Two events, then one append of three and one of one. */
  private byte[] written() throws IOException {
    try (FileJournal journal = Journals.open(folder)) {
      journal.append(Journals.RUN, 0, Journals.events(1, FIRST));
      journal.append(Journals.RUN, FIRST, Journals.events(3, 3));
      journal.append(Journals.RUN, 5, Journals.events(6, 1));
    }
    return Files.readAllBytes(file());
  }

  private static int lines(byte[] bytes, int count) {
    int at = 0;
    for (int n = 0; n < count; at++) {
      n += bytes[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  private static String code(Throwable thrown) {
    return ((PortException) thrown).code().id();
  }

  @Test
  void an_append_is_seen_whole_or_not_at_all_whatever_part_of_it_is_written() throws IOException {
    byte[] whole = written();
    Files.write(file(), Arrays.copyOf(whole, lines(whole, FIRST)));
    try (FileJournal journal = following()) {
      for (int length = lines(whole, FIRST); length <= whole.length; length++) {
        Files.write(file(), Arrays.copyOf(whole, length));
        int expected = length == whole.length ? 6 : length >= lines(whole, 5) ? 5 : FIRST;
        assertThat(journal.readAll(0, 100)).as("at " + length).hasSize(expected);
        assertThat(journal.head(Journals.RUN).version()).isEqualTo(expected);
      }
      assertThat(journal.verify()).isEmpty();
    }
  }

  @Test
  void an_unfinished_end_that_is_cut_off_and_written_over_is_never_seen() throws IOException {
    byte[] whole = written();
    int five = lines(whole, 5);
    Files.write(file(), Arrays.copyOf(whole, whole.length - 9));
    try (FileJournal journal = following()) {
      assertThat(journal.readAll(0, 100)).hasSize(5);
      try (FileJournal writer = Journals.open(folder)) {
        assertThat(Files.size(file())).isEqualTo(five);
        assertThat(journal.readAll(0, 100)).hasSize(5);
        writer.append(Journals.RUN, 5, Journals.events(60, 2));
      }
      assertThat(journal.readStream(Journals.RUN, 5, 9))
          .extracting(StoredEvent::event)
          .isEqualTo(Journals.events(60, 2));
    }
  }

  @Test
  void a_file_that_lost_its_name_is_read_to_its_end_first() throws IOException {
    byte[] whole = written();
    Files.write(file(), Arrays.copyOf(whole, lines(whole, FIRST)));
    try (FileJournal journal = following()) {
      assertThat(journal.readAll(0, 100)).hasSize(FIRST);
      Files.write(file(), whole);
      Files.move(file(), folder.resolve("elsewhere"));
      assertThat(journal.readAll(FIRST, 100)).hasSize(4);
      assertThatThrownBy(() -> journal.readAll(6, 100))
          .satisfies(e -> assertThat(code(e)).isEqualTo("RALF-J011"));
      Files.write(file(), whole);
      assertThatThrownBy(() -> journal.readAll(6, 100))
          .satisfies(e -> assertThat(code(e)).isEqualTo("RALF-J011"));
    }
  }

  @Test
  void what_was_read_must_not_go_away() throws IOException {
    byte[] whole = written();
    try (FileJournal journal = following()) {
      Files.write(file(), Arrays.copyOf(whole, lines(whole, 5)));
      assertThatThrownBy(() -> journal.readAll(6, 100))
          .satisfies(e -> assertThat(code(e)).isEqualTo("RALF-J002"))
          .hasMessageContaining("shorter than it was");
    }
  }

  @Test
  void damage_in_what_comes_is_told_with_its_line() throws IOException {
    byte[] whole = written();
    byte[] changed = whole.clone();
    changed[whole.length - 5] ^= 1;
    Files.write(file(), Arrays.copyOf(whole, lines(whole, 5)));
    try (FileJournal journal = following()) {
      Files.write(file(), changed);
      assertThatThrownBy(() -> journal.readAll(5, 100))
          .satisfies(e -> assertThat(code(e)).isEqualTo("RALF-J002"))
          .hasMessageContaining("line 6 (byte " + lines(whole, 5) + ")");
      Files.write(file(), whole);
      assertThat(journal.readAll(5, 100)).as("the file decides, not what was seen").hasSize(1);
    }
  }

  @Test
  @Timeout(120)
  void every_event_of_a_writing_process_is_seen_once_and_in_order() throws IOException {
    Journals.open(folder).close();
    Process writer = ChildJvm.start(AppendingProcess.class, folder.toString());
    try (FileJournal journal = following()) {
      long seen = 0;
      while (seen < 400) {
        List<StoredEvent> page = journal.readAll(seen, 100);
        for (StoredEvent event : page) {
          assertThat(event.version()).isEqualTo(++seen);
          assertThat(event.event()).isEqualTo(AppendingProcess.event(seen));
        }
        assertThat(writer.isAlive()).isTrue();
      }
    } finally {
      writer.destroyForcibly();
    }
  }
}
