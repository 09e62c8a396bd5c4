package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.workspace.store.StateDirectory;

/** Journals and events for tests. */
final class Journals {
  static final StreamName RUN = StreamName.run(7);

  private Journals() {}

  static StateDirectory state(Path folder) {
    return StateDirectory.openOrCreate(folder.resolve("state"));
  }

  static FileJournal open(Path folder) {
    return open(folder, "anna");
  }

  static FileJournal open(Path folder, String who) {
    return FileJournal.open(
        state(folder),
        new JournalHolder(
            who,
            "workstation",
            ProcessHandle.current().pid(),
            Instant.ofEpochSecond(1_790_000_000)));
  }

  static NewEvent event(int number) {
    return new NewEvent(
        new UUID(0x5241_4c46_0000_4000L, 0x8000_0000_0000_0000L + number),
        "counted",
        1_000_000L * number,
        "{\"n\":" + number + "}");
  }

  static List<NewEvent> events(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(Journals::event).toList();
  }
}
