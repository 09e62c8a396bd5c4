package zone.otta.ralf.postgresql;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;

/** Events for tests. */
final class Events {
  static final StreamName RUN = StreamName.run(7);

  private Events() {}

  static NewEvent event(int number) {
    return new NewEvent(
        new UUID(0x4000, 0x8000_0000_0000_0000L + number),
        "counted",
        1_000_000L * number,
        "{\"n\":" + number + "}");
  }

  static List<NewEvent> events(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(Events::event).toList();
  }
}
