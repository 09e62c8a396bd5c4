package zone.otta.ralf.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import zone.otta.ralf.journal.EventId;
import zone.otta.ralf.journal.NewEvent;

/** Events of the size that RALF's own have, 290 bytes of payload. Not thread-safe. */
final class Events {
  private static final String FILLER =
      "x".repeat(290 - "{\"n\":00000000,\"filler\":\"\"}".length());
  private int made;

  NewEvent next() {
    return new NewEvent(
        EventId.at(Instant.now()),
        "counted",
        1_700_000_000_000_000L + made,
        "{\"n\":%08d,\"filler\":\"%s\"}".formatted(10_000_000 + made++, FILLER));
  }

  List<NewEvent> next(int count) {
    return IntStream.range(0, count).mapToObj(i -> next()).toList();
  }
}
