package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Anchor.End;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Head;

/** What all {@link Anchors} must do, one test for each rule of docs/contracts/anchors.md. */
public abstract class AnchorsContract {
  private static final StreamName RUN = StreamName.run(7);
  private static final StreamName OTHER = new StreamName("service:postgresql");
  private static final StreamName THIRD = new StreamName("service");

  /** A journal and its anchors. */
  public record Store(Journal journal, Anchors anchors) {}

  private Store store;
  private int number;

  /** An empty journal. */
  protected abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.journal().close();
  }

  @Test
  void an01_an_empty_journal_has_an_anchor_without_streams() {
    assertThat(store.anchors().take()).isEqualTo(Anchor.of(0, Map.of()));
    assertThat(store.anchors().differs(Anchor.of(0, Map.of()))).isEmpty();
  }

  @Test
  void an02_an_anchor_has_the_position_and_the_head_of_every_stream() {
    three();
    assertThat(store.anchors().take())
        .isEqualTo(Anchor.of(6, Map.of(RUN, end(RUN), OTHER, end(OTHER), THIRD, end(THIRD))));
    assertThat(store.anchors().take()).isEqualTo(store.anchors().take());
  }

  @Test
  void an03_an_anchor_of_the_past_fits_whatever_came_after_it() {
    Anchor empty = store.anchors().take();
    three();
    Anchor then = store.anchors().take();
    append(RUN, 2);
    append(new StreamName("new"), 1);
    assertThat(store.anchors().differs(then)).isEmpty();
    assertThat(store.anchors().differs(empty)).isEmpty();
    assertThat(store.anchors().take().position()).isEqualTo(9);
  }

  @Test
  void an04_an_end_that_was_cut_off_is_found() {
    three();
    assertThat(differs(7, RUN, new End(4, end(RUN).hash())))
        .contains("the journal ends at position 6, but had 7");
  }

  @Test
  void an05_a_stream_that_is_gone_is_found_by_its_name() {
    three();
    Map<StreamName, End> heads = heads();
    heads.remove(THIRD);
    heads.put(new StreamName("gone:1"), new End(1, end(RUN).hash()));
    assertThat(store.anchors().differs(Anchor.of(6, heads)).orElseThrow().en())
        .contains("stream gone:1 is gone; it had 1 events");
    heads.remove(new StreamName("gone:1"));
    heads.put(RUN, new End(4, end(RUN).hash()));
    heads.remove(OTHER);
    heads.put(OTHER, new End(2, end(OTHER).hash()));
    assertThat(store.anchors().differs(Anchor.of(6, heads)).orElseThrow().en())
        .contains("stream run:7 has 3 events up to there, not 4");
  }

  @Test
  void an06_another_history_of_the_same_length_is_found() {
    three();
    assertThat(differs(6, RUN, new End(3, end(OTHER).hash())))
        .contains("stream run:7 has another history up to version 3");
  }

  private String differs(long position, StreamName stream, End end) {
    Map<StreamName, End> heads = heads();
    heads.put(stream, end);
    return store.anchors().differs(Anchor.of(position, heads)).orElseThrow().en();
  }

  private Map<StreamName, End> heads() {
    return new HashMap<>(Map.of(RUN, end(RUN), OTHER, end(OTHER), THIRD, end(THIRD)));
  }

  private End end(StreamName stream) {
    Head head = store.journal().head(stream);
    return new End(head.version(), head.hash());
  }

  /** Three events, two, one; the last name sorts between the others by its octets. */
  private void three() {
    append(RUN, 2);
    append(OTHER, 2);
    append(RUN, 1);
    append(THIRD, 1);
  }

  private void append(StreamName stream, int count) {
    for (int i = 0; i < count; i++) {
      var event = new NewEvent(new UUID(0x4000, ++number), "counted", number, "{}");
      store.journal().append(stream, store.journal().head(stream).version(), List.of(event));
    }
  }
}
