package zone.otta.ralf.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.history.EventFeed;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.testkit.journal.MemoryJournal;

/** Against the plain way: read everything, take what is wanted. */
class EventFeedTest {
  private static final List<StreamName> STREAMS =
      List.of(StreamName.run(1), StreamName.run(2), new StreamName("service:postgresql"));
  private final Random random = new Random(20261129);
  private final MemoryJournal journal = new MemoryJournal();

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      StreamName stream = STREAMS.get(random.nextInt(2 + random.nextInt(2)));
      var event =
          new NewEvent(
              new UUID(random.nextLong(), random.nextLong()), "counted", i, "{\"n\":" + i + "}");
      journal.append(stream, journal.head(stream).version(), List.of(event));
    }
  }

  private List<StoredEvent> plain(Optional<StreamName> stream, long after) {
    return journal.readAll(0, Integer.MAX_VALUE).stream()
        .filter(e -> e.position() > after)
        .filter(e -> stream.isEmpty() || e.stream().equals(stream.get()))
        .toList();
  }

  private List<StoredEvent> all(EventFeed feed) {
    List<StoredEvent> all = new ArrayList<>();
    for (var page = feed.next(1 + random.nextInt(5)); !page.isEmpty(); ) {
      all.addAll(page);
      page = feed.next(1 + random.nextInt(5));
    }
    return all;
  }

  private Optional<StreamName> anyStream() {
    int which = random.nextInt(STREAMS.size() + 1);
    return which < STREAMS.size() ? Optional.of(STREAMS.get(which)) : Optional.empty();
  }

  @Test
  void yieldsWhatComesAfterAPositionAndWhatIsAppendedLater() {
    for (int round = 0; round < 60; round++) {
      Optional<StreamName> stream = anyStream();
      long after = random.nextInt(round + 3) - 1;
      EventFeed feed = EventFeed.after(journal, stream, after);
      assertThat(all(feed)).isEqualTo(plain(stream, after));
      long before = EventFeed.lastPosition(journal);
      append(random.nextInt(4));
      assertThat(all(feed)).isEqualTo(plain(stream, Math.max(before, after)));
      assertThat(feed.next(1)).isEmpty();
    }
  }

  @Test
  void yieldsTheNewest() {
    for (int round = 0; round < 40; round++) {
      Optional<StreamName> stream = anyStream();
      int count = random.nextInt(20);
      List<StoredEvent> whole = plain(stream, 0);
      assertThat(all(EventFeed.newest(journal, stream, count)))
          .isEqualTo(whole.subList(Math.max(0, whole.size() - count), whole.size()));
      append(random.nextInt(3));
    }
  }

  @Test
  void findsTheLastPositionOfJournalsOfEverySize() {
    for (int size = 0; size < 70; size++) {
      assertThat(EventFeed.lastPosition(journal)).isEqualTo(size);
      append(1);
    }
  }
}
