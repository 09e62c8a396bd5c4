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
    private int looks;

    synchronized void away(boolean now) {
      away = now;
    }

    /** Waits until it was read so often: three looks open and read it, the next reads on. */
    synchronized void looks(int count) throws InterruptedException {
      while (looks < count) {
        wait();
      }
    }

    @Override
    public synchronized List<StoredEvent> readAll(long afterPosition, int limit) {
      if (away) {
        throw new PortException(
            Fault.UNREACHABLE, "RALF-J020", Text.same("no answer"), Optional.empty());
      }
      looks++;
      notifyAll();
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

  /** In a thread of its own: tests run side by side, and the common pool may have one only. */
  private CompletableFuture<Void> following(Following following, From from) {
    return CompletableFuture.runAsync(
        () -> following.follow(from, e -> told.add(e.code().id())),
        task -> Thread.ofPlatform().daemon().start(task));
  }

  @Test
  void anOutageIsToldOnceAndNothingIsMissedOrDoubled() throws Exception {
    append();
    append();
    Following following =
        new Following(
            () -> Optional.<Journal>of(journal), Optional.empty(), e -> shown.add(e.position()));
    CompletableFuture<Void> done = following(following, new From.Newest(1));
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
  void whatComesDuringAnOutageBeforeTheFirstEventIsShownToo() throws Exception {
    Following following =
        new Following(
            () -> Optional.<Journal>of(journal), Optional.empty(), e -> shown.add(e.position()));
    CompletableFuture<Void> done = following(following, new From.Newest(1));
    journal.looks(4);
    journal.away(true);
    assertThat(told.take()).isEqualTo("RALF-J020");
    append();
    append();
    append();
    journal.away(false);
    assertThat(List.of(shown.take(), shown.take(), shown.take())).containsExactly(1L, 2L, 3L);
    following.end();
    done.get(30, TimeUnit.SECONDS);
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
    following(following, new From.Position(0)).get(30, TimeUnit.SECONDS);
    assertThat(shown).containsExactly(1L);
  }
}
