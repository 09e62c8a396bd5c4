package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import zone.otta.ralf.apply.Handover;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.journal.JournalHolder;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.store.StateDirectory;

/** Journal files that are handed over. */
final class HandedFile {
  static final ServiceName SERVICE = ServiceName.parse("postgresql").orElseThrow();
  private static final List<StreamName> STREAMS =
      List.of(new StreamName("runs"), StreamName.service(SERVICE), StreamName.run(1), Events.RUN);

  private HandedFile() {}

  static FileJournal open(Path folder) {
    return FileJournal.open(
        StateDirectory.openOrCreate(folder),
        new JournalHolder(
            "anna",
            "workstation",
            ProcessHandle.current().pid(),
            Instant.ofEpochSecond(1_790_000_000)));
  }

  /** Four streams that take turns, some appends of several events. */
  static void fill(Path folder, int from, int count) {
    try (FileJournal file = open(folder)) {
      int number = from;
      for (int turn = 0; number < from + count; turn++) {
        StreamName stream = STREAMS.get(turn % STREAMS.size());
        int some = Math.min(1 + turn % 3, from + count - number);
        file.append(stream, file.head(stream).version(), Events.events(number, some));
        number += some;
      }
    }
  }

  static Imports.Taken handOver(FileJournal file, Imports memory, Handover.Watch watch) {
    JsonReader json = new JsonReader();
    return new Handover(
            file,
            file::sum,
            payload -> json.read(payload).orThrow(m -> new IllegalStateException("payload")),
            () -> Instant.ofEpochSecond(1_790_000_100),
            watch)
        .into(memory, SERVICE);
  }

  static List<StoredEvent> all(Path folder) {
    try (FileJournal file = open(folder)) {
      return file.readAll(0, Integer.MAX_VALUE);
    }
  }

  /** How often the file says this. */
  static long count(Path folder, String type) {
    return all(folder).stream().filter(e -> e.event().type().equals(type)).count();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
