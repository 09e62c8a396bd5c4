package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.testkit.journal.MemoryJournal;

/** Copies of journals, and what is found in them when somebody changed them. */
class JournalExportTest {
  private static final StreamName OTHER = new StreamName("service:postgresql");
  @TempDir Path folder;
  private final Journal journal = new MemoryJournal();

  /** Eight events of two streams. */
  private void lived() {
    for (int n = 1; n <= 8; n++) {
      StreamName stream = n % 3 == 0 ? OTHER : Journals.RUN;
      journal.append(stream, journal.head(stream).version(), Journals.events(n, 1));
    }
  }

  private Path export(Journal from, String name, long after) {
    Path file = folder.resolve(name);
    JournalExport.write(from, file, after, false);
    return file;
  }

  private static JournalCopy.Sound check(Path file) {
    return JournalCopy.check(file, Optional.empty());
  }

  private static void refused(Path file, Optional<Path> anchor, String code, String... words) {
    assertThatThrownBy(() -> JournalCopy.check(file, anchor))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.code().id()).isEqualTo(code))
        .hasMessageContainingAll(words);
  }

  private static byte[] lines(Path file, int from, int to) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return (String.join("\n", lines.subList(from, to)) + "\n")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void a_copy_has_the_bytes_of_the_journals_own_file() throws IOException {
    try (FileJournal own = Journals.open(folder)) {
      for (int n = 1; n <= 5; n++) {
        own.append(Journals.RUN, n - 1, Journals.events(n, 1));
      }
      Path copy = export(own, "copy.jsonl", 0);
      assertThat(copy).hasSameBinaryContentAs(Journals.state(folder).journal());
      assertThat(Anchor.parse(Files.readString(AnchorFile.beside(copy))))
          .contains(Anchors.over(own).take());
      assertThat(check(copy)).isEqualTo(new JournalCopy.Sound(5, 5, Optional.of(5L)));
      own.append(Journals.RUN, 5, Journals.events(6, 3));
      assertThat(check(Journals.state(folder).journal()))
          .as("a journal's own file, batches included")
          .isEqualTo(new JournalCopy.Sound(8, 8, Optional.empty()));
      assertThat(
              JournalCopy.check(
                  Journals.state(folder).journal(), Optional.of(AnchorFile.beside(copy))))
          .as("an anchor of its past")
          .isEqualTo(new JournalCopy.Sound(8, 8, Optional.of(5L)));
    }
  }

  @Test
  void only_its_owner_reads_it_and_nothing_else_is_left() throws IOException {
    lived();
    Path copy = export(journal, "copy.jsonl", 3);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList())
          .hasSize(3)
          .allSatisfy(
              f ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                      .isEqualTo("rw-------"));
    }
    assertThat(copy).exists();
  }

  @Test
  void a_file_that_is_there_is_replaced_only_on_demand() throws IOException {
    lived();
    for (Path there :
        List.of(
            folder.resolve("copy.jsonl"),
            folder.resolve("copy.jsonl.anchor"),
            folder.resolve("copy.jsonl.before.anchor"))) {
      Files.writeString(there, "mine");
      assertThatThrownBy(() -> export(journal, "copy.jsonl", 0))
          .hasMessageContainingAll("RALF-J015", there.getFileName().toString());
      assertThat(there).hasContent("mine");
      Files.delete(there);
    }
    Files.writeString(folder.resolve("copy.jsonl"), "mine");
    JournalExport.write(journal, folder.resolve("copy.jsonl"), 0, true);
    assertThat(check(folder.resolve("copy.jsonl")).events()).isEqualTo(8);
  }

  @Test
  void a_cut_end_is_found_by_the_anchor() throws IOException {
    lived();
    Path copy = export(journal, "copy.jsonl", 0);
    Files.write(copy, lines(copy, 0, 7));
    refused(copy, Optional.empty(), "RALF-J014", "ends at position 7, but had 8");
    Files.delete(AnchorFile.beside(copy));
    assertThat(check(copy))
        .as("no chain notices")
        .isEqualTo(new JournalCopy.Sound(7, 7, Optional.empty()));
  }

  @Test
  void a_stream_that_is_gone_is_found_by_the_anchor() {
    lived();
    Path anchor = AnchorFile.beside(export(journal, "copy.jsonl", 0));
    var less = new MemoryJournal();
    journal
        .readStream(Journals.RUN, 0, 100)
        .forEach(e -> less.append(Journals.RUN, e.version() - 1, List.of(e.event())));
    Path without = export(less, "without.jsonl", 0);
    assertThat(check(without).events()).as("sound in itself").isEqualTo(6);
    refused(
        without,
        Optional.of(anchor),
        "RALF-J014",
        "position 8",
        "nothing is left of service:postgresql");
    for (int n = 20; n < 25; n++) {
      less.append(Journals.RUN, n - 14, Journals.events(n, 1));
    }
    Path longer = export(less, "longer.jsonl", 0);
    refused(
        longer,
        Optional.of(anchor),
        "RALF-J014",
        "stream run:7 has 8 events up to there, not 6",
        "nothing is left of service:postgresql");
  }

  @Test
  void every_changed_byte_is_found() throws IOException {
    lived();
    Path copy = export(journal, "copy.jsonl", 2);
    byte[] whole = Files.readAllBytes(copy);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(copy, changed);
      refused(copy, Optional.empty(), "RALF-J002", "line ");
    }
    for (int length = 1; length < whole.length; length += 11) {
      Files.write(copy, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> check(copy)).isInstanceOf(PortException.class);
    }
  }

  @Test
  void lines_that_are_missing_doubled_or_exchanged_are_found() throws IOException {
    lived();
    Path copy = export(journal, "copy.jsonl", 0);
    byte[] first = lines(copy, 0, 4);
    byte[] rest = lines(copy, 5, 8);
    byte[] gap = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, gap, first.length, rest.length);
    Files.write(copy, gap);
    refused(copy, Optional.empty(), "RALF-J002", "line 5", "position 5 expected, 6 found");
  }

  @Test
  void a_part_is_checked_from_the_anchor_before_it() throws IOException {
    lived();
    Path part = export(journal, "part.jsonl", 5);
    assertThat(check(part)).isEqualTo(new JournalCopy.Sound(3, 8, Optional.of(8L)));
    Path none = export(journal, "none.jsonl", 8);
    assertThat(check(none)).isEqualTo(new JournalCopy.Sound(0, 8, Optional.of(8L)));
    Files.copy(
        JournalExport.beforeOf(none),
        JournalExport.beforeOf(part),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(part, Optional.empty(), "RALF-J002", "position 9 expected, 6 found");
    Files.delete(JournalExport.beforeOf(part));
    refused(part, Optional.empty(), "RALF-J017", "begins at position 6");
    refused(part, Optional.of(none), "RALF-J016", "none.jsonl is not an anchor");
    assertThatThrownBy(() -> export(journal, "beyond.jsonl", 9)).hasMessageContaining("RALF-J018");
    assertThat(folder.resolve("beyond.jsonl")).doesNotExist();
  }

  @Test
  void a_store_whose_events_do_not_continue_their_chain_is_not_copied() {
    lived();
    Journal tampered =
        new MemoryJournal() {
          @Override
          public synchronized List<zone.otta.ralf.journal.StoredEvent> readAll(
              long after, int limit) {
            return journal.readAll(after, limit).stream().filter(e -> e.position() != 4).toList();
          }
        };
    assertThatThrownBy(() -> export(tampered, "copy.jsonl", 0))
        .hasMessageContainingAll("RALF-J002", "position 5");
    assertThat(folder.toFile().list()).isEmpty();
  }
}
