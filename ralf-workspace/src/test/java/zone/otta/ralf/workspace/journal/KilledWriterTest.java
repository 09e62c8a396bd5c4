package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.journal.StoredEvent;

/** A writer in a process of its own, killed with SIGKILL at moments nobody chose. */
class KilledWriterTest {
  private static final int KILLS = 12;
  @TempDir Path folder;

  @Test
  void no_acknowledged_event_is_lost() throws Exception {
    var random = new Random(20260101);
    long torn = 0;
    long unacknowledged = 0;
    long stored = 0;
    Process next = waiting();
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = next;
      // Starting a machine takes longer than what it does here: the next one starts meanwhile.
      next = waiting();
      long acknowledged = Math.max(stored, goAndKill(writer, random));
      try (FileJournal journal = Journals.open(folder)) {
        stored = journal.head(Journals.RUN).version();
        assertThat(stored)
            .as("after kill %d", kill)
            .isIn(acknowledged, acknowledged + AppendingProcess.batch(acknowledged));
        torn += journal.tornTail().isPresent() ? 1 : 0;
        unacknowledged += stored > acknowledged ? 1 : 0;
        assertThat(journal.verify()).isEmpty();
        assertThat(journal.readAll(0, Integer.MAX_VALUE))
            .extracting(StoredEvent::event)
            .isEqualTo(
                LongStream.rangeClosed(1, stored).mapToObj(AppendingProcess::event).toList());
      }
    }
    next.destroyForcibly().waitFor();
    assertThat(stored).isPositive();
    System.out.printf(
        "%d kills: %d events, 0 acknowledged lost, %d unacknowledged appends stored, %d torn tails cut%n",
        KILLS, stored, unacknowledged, torn);
  }

  /** A writer that opens the journal once it is told to. */
  private Process waiting() throws IOException {
    return ChildJvm.start(AppendingProcess.class, folder.toString(), "wait");
  }

  /** The last version the writer acknowledged before it died. */
  private static long goAndKill(Process writer, Random random)
      throws IOException, InterruptedException {
    long last = 0;
    try (BufferedReader out = writer.inputReader()) {
      writer.outputWriter().append('\n').flush();
      assertThat(out.readLine()).isEqualTo("open");
      for (int acks = random.nextInt(12); acks > 0; acks--) {
        last = Long.parseLong(out.readLine());
      }
      LockSupport.parkNanos(random.nextInt(30_000_000));
      // By its handle: Process.destroyForcibly would also close the pipe with the last words in it.
      writer.toHandle().destroyForcibly();
      for (String line : (Iterable<String>) out.lines()::iterator) {
        last = Long.parseLong(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return last;
  }

  @Test
  void a_full_disk_ends_the_writer_and_loses_nothing() throws Exception {
    // 200 blocks of 512 or 1024 bytes: the shell's own choice; the writer fills either.
    Process writer =
        ChildJvm.start(
            List.of("/bin/sh", "-c", "ulimit -f 200 && exec \"$0\" \"$@\""),
            AppendingProcess.class,
            folder.toString());
    List<String> said = writer.inputReader().lines().toList();
    assertThat(writer.waitFor()).isZero();
    assertThat(said).endsWith("RALF-J005", "again RALF-J005");
    long acknowledged = Long.parseLong(said.get(said.size() - 3));
    try (FileJournal journal = Journals.open(folder)) {
      assertThat(journal.tornTail()).isPresent();
      assertThat(journal.head(Journals.RUN).version()).isEqualTo(acknowledged);
    }
  }
}
