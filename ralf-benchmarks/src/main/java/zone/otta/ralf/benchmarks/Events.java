package zone.otta.ralf.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import zone.otta.ralf.journal.NewEvent;

/** Events of the size that RALF's own have, 290 bytes of payload. Not thread-safe. */
final class Events {
  private static final String FILLER =
      "x".repeat(290 - "{\"n\":00000000,\"filler\":\"\"}".length());
  private final SplittableRandom random;
  private int made;

  Events(long seed) {
    this.random = new SplittableRandom(seed);
  }

  NewEvent next() {
    return new NewEvent(
        new UUID(random.nextLong(), random.nextLong()),
        "counted",
        1_700_000_000_000_000L + made,
        "{\"n\":%08d,\"filler\":\"%s\"}".formatted(10_000_000 + made++, FILLER));
  }

  List<NewEvent> next(int count) {
    return IntStream.range(0, count).mapToObj(i -> next()).toList();
  }
}
