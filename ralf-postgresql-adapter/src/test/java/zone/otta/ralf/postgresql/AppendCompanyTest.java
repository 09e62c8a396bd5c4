package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

/** Who shares a transaction with whom. Patience is endless here, so only arrivals can end it. */
@Timeout(60)
class AppendCompanyTest {
  private static final int CALLERS = 4;
  private static final int ROUNDS = 50;
  private final List<Integer> batches = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile CountDownLatch held = new CountDownLatch(0);

  private final AppendQueue queue =
      new AppendQueue(
          this::store,
          refusal -> refusal,
          Duration.ofSeconds(50).toNanos(),
          AppendCompanyTest::late,
          AppendCompanyTest::late,
          last -> Long.MAX_VALUE);

  private static PortException late() {
    throw new AssertionError("waited too long");
  }

  private List<Append> store(List<Appending> batch) {
    batches.add(batch.size());
    begun.countDown();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return batch.stream()
        .<Append>map(a -> new Append.Stored(a.expected() + 1, a.expected() + 1))
        .toList();
  }

  private void append(int caller, int number) {
    StreamName stream = StreamName.run(caller);
    assertThat(
            queue.append(
                Appending.after(
                    ChainHash.start(stream), stream, number, List.of(Events.event(number)))))
        .isEqualTo(new Append.Stored(number + 1, number + 1));
  }

  @Test
  void a_caller_alone_waits_for_nobody() {
    for (int i = 0; i < ROUNDS; i++) {
      append(1, i);
    }
    assertThat(batches).hasSize(ROUNDS).containsOnly(1);
  }

  @Test
  void callers_that_were_together_go_together_again() throws Exception {
    held = new CountDownLatch(1);
    Thread early = Thread.ofPlatform().start(() -> append(0, 0));
    begun.await();
    List<Thread> others =
        IntStream.range(1, CALLERS)
            .mapToObj(caller -> Thread.ofPlatform().start(() -> append(caller, 0)))
            .toList();
    while (!others.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    held.countDown();
    early.join();
    append(0, 1);
    for (Thread other : others) {
      other.join();
    }
    assertThat(batches).containsExactly(1, CALLERS);
  }
}
