package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

class JournalLockTest {
  @TempDir Path folder;

  @Test
  void a_second_process_is_told_who_writes_and_may_read() throws Exception {
    Process writer = ChildJvm.start(AppendingProcess.class, folder.toString());
    try {
      assertThat(writer.inputReader().readLine()).isEqualTo("open");
      PortException held = held();
      assertThat(held.fault()).isEqualTo(Fault.CONFLICT);
      assertThat(held.code().id()).isEqualTo("RALF-J001");
      assertThat(held.what().en())
          .isEqualTo(
              "the journal is in use by child on workstation, process %d, since 2026-09-21T14:13:20Z"
                  .formatted(writer.pid()));
      for (int i = 0; i < 20; i++) {
        try (FileJournal reading = FileJournal.readOnly(Journals.state(folder)).orElseThrow()) {
          reading.readAll(0, 1000);
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(Journals.state(folder).journalLock()).content().contains("child");
    try (FileJournal healed = Journals.open(folder)) {
      assertThat(healed.verify()).isEmpty();
    }
  }

  @Test
  void a_second_writer_in_the_same_process_does_not_break_the_lock() throws Exception {
    try (FileJournal first = Journals.open(folder, "first")) {
      for (int i = 0; i < 3; i++) {
        assertThat(held().what().de()).contains("first auf workstation");
      }
      // The trap: a second descriptor closed here would have dropped the first one's lock.
      Process other = ChildJvm.start(OpeningProcess.class, folder.toString());
      assertThat(other.inputReader().readLine()).isEqualTo("RALF-J001");
      assertThat(other.waitFor()).isZero();
      assertThat(first.append(Journals.RUN, 0, Journals.events(1, 1)))
          .isEqualTo(new Append.Stored(1, 1));
    }
    Journals.open(folder).close();
  }

  @Test
  void a_damaged_journal_lets_its_lock_go() throws Exception {
    Path file = Journals.state(folder).journal();
    Files.writeString(file, "nonsense\n");
    for (int i = 0; i < 2; i++) {
      assertThat(held().code().id()).isEqualTo("RALF-J002");
    }
    Files.delete(file);
    Journals.open(folder).close();
  }

  @Test
  void reading_needs_a_journal_and_never_writes() {
    assertThat(FileJournal.readOnly(Journals.state(folder))).isEmpty();
    assertThat(Journals.state(folder).journalLock()).doesNotExist();
    Journals.open(folder).close();
    try (FileJournal reading = FileJournal.readOnly(Journals.state(folder)).orElseThrow()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> reading.append(Journals.RUN, 0, Journals.events(1, 1)));
    }
  }

  @Test
  void an_interrupted_thread_can_still_record() {
    try (FileJournal journal = Journals.open(folder)) {
      Thread.currentThread().interrupt();
      journal.append(Journals.RUN, 0, Journals.events(1, 1));
      assertThat(journal.readAll(0, 1)).hasSize(1);
      assertThat(journal.verify()).isEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Journals.open(folder).head(Journals.RUN).version()).isEqualTo(1);
  }

  @Test
  void a_closed_journal_answers_nothing() {
    FileJournal journal = Journals.open(folder);
    journal.close();
    journal.close();
    assertThatIllegalStateException().isThrownBy(() -> journal.head(Journals.RUN));
  }

  @Test
  void a_payload_that_is_no_json_is_refused() {
    try (FileJournal journal = Journals.open(folder)) {
      for (String payload : List.of("{}{}", "{x}", "{\"a\":1.5}")) {
        var event = new zone.otta.ralf.journal.NewEvent(new UUID(1, 2), "odd", 0, payload);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
            .isThrownBy(() -> journal.append(Journals.RUN, 0, List.of(event)));
      }
      assertThat(journal.readAll(0, 1)).isEmpty();
    }
  }

  @Test
  void files_are_for_the_owner_only() throws Exception {
    Journals.open(folder).close();
    var state = Journals.state(folder);
    for (Path file : List.of(state.journal(), state.journalLock())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.root())))
        .isEqualTo("rwx------");
  }

  private PortException held() {
    return catchThrowableOfType(PortException.class, () -> Journals.open(folder, "second"));
  }
}
