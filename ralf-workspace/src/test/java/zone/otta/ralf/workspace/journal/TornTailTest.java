package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.port.Journal.Append;

/**
 * A write that ended anywhere: what was acknowledged stays, what was not is there as a whole or not
 * at all.
 */
class TornTailTest {
  private static final int BEFORE = 3;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void a_write_cut_at_every_byte_leaves_all_or_none(int batch) throws IOException {
    byte[] whole = written(batch);
    int acknowledged = end(whole, BEFORE);
    for (int length = acknowledged; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      int expected = length == whole.length ? BEFORE + batch : BEFORE;
      readsWithoutRepair(expected, length);
      repairs(expected, length - (expected == BEFORE ? acknowledged : whole.length));
    }
  }

  /**
   * After the repair the same append succeeds, or is found to be stored, and its bytes are the
   * same.
   */
  private void repairs(int expected, long cut) throws IOException {
    byte[] before = Files.readAllBytes(file());
    try (FileJournal journal = Journals.open(folder)) {
      assertThat(journal.tornTail().map(TornTail::bytes).orElse(0L)).isEqualTo(cut);
      assertThat(journal.head(Journals.RUN).version()).isEqualTo(expected);
      assertThat(journal.readAll(0, 100)).hasSize(expected);
      assertThat(Files.size(file())).isEqualTo(before.length - cut);
      assertThat(journal.append(Journals.RUN, expected, Journals.events(expected + 1, 1)))
          .isEqualTo(new Append.Stored(expected + 1, expected + 1));
      assertThat(journal.verify()).isEmpty();
    }
  }

  private void readsWithoutRepair(int expected, int length) throws IOException {
    try (FileJournal journal = FileJournal.readOnly(Journals.state(folder)).orElseThrow()) {
      assertThat(journal.readAll(0, 100)).hasSize(expected);
      assertThat(journal.verify()).isEmpty();
    }
    assertThat(Files.size(file())).isEqualTo(length);
  }

  @Test
  void blocks_that_were_never_written_are_a_torn_tail() throws IOException {
    byte[] whole = written(1);
    int acknowledged = end(whole, BEFORE);
    for (int from = acknowledged; from < whole.length; from++) {
      byte[] zeroed = whole.clone();
      Arrays.fill(zeroed, acknowledged, from + 1, (byte) 0);
      Files.write(file(), zeroed);
      try (FileJournal journal = Journals.open(folder)) {
        assertThat(journal.readAll(0, 100)).hasSize(BEFORE);
        assertThat(Files.size(file())).isEqualTo(acknowledged);
      }
    }
  }

  @Test
  void the_cut_is_told() throws IOException {
    byte[] whole = written(1);
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    try (FileJournal journal = Journals.open(folder)) {
      var finding = journal.tornTail().orElseThrow().finding();
      assertThat(finding.code().id()).isEqualTo("RALF-J003");
      assertThat(finding.summary().en())
          .contains((whole.length - 1 - end(whole, BEFORE)) + " bytes after byte");
    }
    try (FileJournal journal = Journals.open(folder)) {
      assertThat(journal.tornTail()).isEmpty();
    }
  }

  private byte[] written(int batch) throws IOException {
    try (FileJournal journal = Journals.open(folder)) {
      journal.append(Journals.RUN, 0, Journals.events(1, 2));
      journal.append(Journals.RUN, 2, Journals.events(3, 1));
      journal.append(Journals.RUN, BEFORE, Journals.events(4, batch));
    }
    return Files.readAllBytes(file());
  }

  /** Where the n-th line ends. */
  private static int end(byte[] bytes, int lines) {
    int at = 0;
    for (int n = 0; n < lines; at++) {
      n += bytes[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  private Path file() {
    return Journals.state(folder).journal();
  }
}
