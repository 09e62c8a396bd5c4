package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zone.otta.ralf.cli.phases.Following;
import zone.otta.ralf.cli.phases.Following.From;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.testkit.journal.MemoryJournal;

/** Following a journal in a store that goes away for a while. */
@Timeout(60)
class FollowingTest {
  private static final StreamName RUN = StreamName.run(1);

  /** Answers nothing while it is away. */
  private static final class Away extends MemoryJournal {
    private boolean away;

    synchronized void away(boolean now) {
      away = now;
    }

    @Override
    public synchronized List<StoredEvent> readAll(long afterPosition, int limit) {
      if (away) {
        throw new PortException(
            Fault.UNREACHABLE, "RALF-J020", Text.same("no answer"), Optional.empty());
      }
      return super.readAll(afterPosition, limit);
    }
  }

  private final Away journal = new Away();
  private final BlockingQueue<Long> shown = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private void append() {
    long version = journal.head(RUN).version();
    journal.append(
        RUN, version, List.of(new NewEvent(UUID.randomUUID(), "counted", version, "{}")));
  }

  @Test
  void anOutageIsToldOnceAndNothingIsMissedOrDoubled() throws Exception {
    append();
    append();
    Following following =
        new Following(
            () -> Optional.<Journal>of(journal), Optional.empty(), e -> shown.add(e.position()));
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> following.follow(new From.Newest(1), e -> told.add(e.code().id())));
    assertThat(shown.take()).isEqualTo(2);
    for (long round = 3; round < 6; round++) {
      journal.away(true);
      assertThat(told.take()).isEqualTo("RALF-J020");
      append();
      journal.away(false);
      assertThat(shown.take()).isEqualTo(round);
    }
    following.end();
    done.get(30, TimeUnit.SECONDS);
    assertThat(shown).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void itEndsWhenNobodyWantsMore() throws Exception {
    append();
    append();
    Following following =
        new Following(
            () -> Optional.<Journal>of(journal),
            Optional.of(RUN),
            e -> {
              shown.add(e.version());
              return false;
            });
    CompletableFuture.runAsync(
            () -> following.follow(new From.Position(0), e -> told.add(e.code().id())))
        .get(30, TimeUnit.SECONDS);
    assertThat(shown).containsExactly(1L);
  }
}
