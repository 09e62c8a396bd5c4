package zone.otta.ralf.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdTest {
  private static final Instant TIME = Instant.parse("2026-11-29T10:11:12.345678901Z");

  @Test
  void it_is_a_uuid_of_version_7_with_its_time_in_front() {
    UUID id = EventId.at(TIME);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
    assertThat(id.getMostSignificantBits() & 0xfff).isEqualTo(678_901L * 4096 / 1_000_000);
  }

  @Test
  void ids_sort_by_time_and_none_is_made_twice() {
    List<String> ids =
        Stream.iterate(TIME, t -> t.plusNanos(250))
            .limit(10_000)
            .map(t -> EventId.at(t) + "")
            .toList();
    assertThat(ids.stream().map(i -> i.substring(0, 18)).toList()).isSorted();
    assertThat(Stream.generate(() -> EventId.at(TIME)).limit(1000)).doesNotHaveDuplicates();
  }
}
