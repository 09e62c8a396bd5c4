package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.util.ServerErrorMessage;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

@Timeout(60)
class AppendQueueTest {
  private static final long LONG = Duration.ofSeconds(50).toNanos();
  private static final int POISON = 13;
  private static final int BOMB = 99;

  private final List<List<Long>> transactions = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private boolean blocked;

  /** The first transaction lasts until it is let go; numbers stand for positions. */
  private synchronized List<Append> store(List<Appending> batch) {
    List<Long> numbers = batch.stream().map(Appending::expected).toList();
    transactions.add(numbers);
    threads.add(Thread.currentThread());
    if (blocked) {
      blocked = false;
      begun.countDown();
      await(free);
    }
    if (numbers.contains((long) BOMB)) {
      throw new AssertionError("a defect");
    }
    if (numbers.contains((long) POISON)) {
      throw SqlRefusal.of(new ServerErrorMessage("SERROR\0C22P02\0Mno json\0\0"));
    }
    return numbers.stream().<Append>map(n -> new Append.Stored(n + 1, n)).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private AppendQueue queue(long limitNanos) {
    return new AppendQueue(
        this::store,
        refusal -> new IllegalArgumentException(refusal.state()),
        limitNanos,
        () -> failure("RALF-J020"),
        () -> failure("RALF-J021"));
  }

  private static PortException failure(String code) {
    return new PortException(Fault.UNREACHABLE, code, Text.same("late"), Text.same("again"));
  }

  private static Appending appending(int number) {
    return Appending.after(
        ChainHash.start(Events.RUN), StreamName.run(number), number, Events.events(number, 1));
  }

  private static CompletableFuture<Append> start(AppendQueue queue, int number) {
    CompletableFuture<Append> answer = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    answer.complete(queue.append(appending(number)));
                  } catch (RuntimeException | AssertionError e) {
                    answer.completeExceptionally(e);
                  }
                });
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void a_caller_alone_stores_in_its_own_thread() {
    AppendQueue queue = queue(LONG);
    assertThat(queue.append(appending(1))).isEqualTo(new Append.Stored(2, 1));
    assertThat(queue.append(appending(2))).isEqualTo(new Append.Stored(3, 2));
    assertThat(transactions).containsExactly(List.of(1L), List.of(2L));
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void who_waits_meanwhile_shares_one_transaction_and_gets_its_own_answer() throws Exception {
    AppendQueue queue = queue(LONG);
    blocked = true;
    CompletableFuture<Append> first = start(queue, 1);
    begun.await();
    List<CompletableFuture<Append>> others = new ArrayList<>();
    for (int i = 2; i < 10; i++) {
      others.add(start(queue, i));
    }
    free.countDown();
    assertThat(first.get()).isEqualTo(new Append.Stored(2, 1));
    for (int i = 2; i < 10; i++) {
      assertThat(others.get(i - 2).get()).isEqualTo(new Append.Stored(i + 1, i));
    }
    assertThat(transactions).containsExactly(List.of(1L), List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
  }

  @Test
  void one_that_is_refused_fails_alone() throws Exception {
    AppendQueue queue = queue(LONG);
    blocked = true;
    CompletableFuture<Append> first = start(queue, 1);
    begun.await();
    CompletableFuture<Append> good = start(queue, 2);
    CompletableFuture<Append> bad = start(queue, POISON);
    CompletableFuture<Append> better = start(queue, 3);
    free.countDown();
    assertThat(first.get()).isEqualTo(new Append.Stored(2, 1));
    assertThat(good.get()).isEqualTo(new Append.Stored(3, 2));
    assertThat(better.get()).isEqualTo(new Append.Stored(4, 3));
    assertThat(bad.handle((a, e) -> e).get())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("22P02");
    assertThat(transactions)
        .containsExactly(List.of(1L), List.of(2L, 13L, 3L), List.of(2L), List.of(13L), List.of(3L));
  }

  @Test
  void a_defect_ends_the_waiting_of_all() throws Exception {
    AppendQueue queue = queue(LONG);
    blocked = true;
    CompletableFuture<Append> first = start(queue, 1);
    begun.await();
    CompletableFuture<Append> bomb = start(queue, BOMB);
    CompletableFuture<Append> beside = start(queue, 2);
    free.countDown();
    assertThat(first.get()).isEqualTo(new Append.Stored(2, 1));
    assertThat(bomb.handle((a, e) -> e).get()).isInstanceOf(AssertionError.class);
    assertThat(beside.handle((a, e) -> e).get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken off");
    assertThat(queue.append(appending(3))).isEqualTo(new Append.Stored(4, 3));
  }

  @Test
  void who_waited_too_long_is_not_stored_later() throws Exception {
    AppendQueue queue = queue(Duration.ofMillis(50).toNanos());
    blocked = true;
    CompletableFuture<Append> first = start(queue, 1);
    begun.await();
    PortException late =
        catchThrowableOfType(PortException.class, () -> queue.append(appending(2)));
    assertThat(late.code().id()).isEqualTo("RALF-J020");
    free.countDown();
    assertThat(first.get()).isEqualTo(new Append.Stored(2, 1));
    assertThat(queue.append(appending(3))).isEqualTo(new Append.Stored(4, 3));
    assertThat(transactions).containsExactly(List.of(1L), List.of(3L));
  }

  @Test
  void an_interrupted_caller_still_learns_its_outcome() throws Exception {
    AppendQueue queue = queue(LONG);
    blocked = true;
    CompletableFuture<Append> first = start(queue, 1);
    begun.await();
    AtomicReference<Append> answer = new AtomicReference<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  answer.set(queue.append(appending(2)));
                  flag.complete(Thread.currentThread().isInterrupted());
                });
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    waiting.interrupt();
    free.countDown();
    assertThat(flag.get()).isTrue();
    assertThat(answer.get()).isEqualTo(new Append.Stored(3, 2));
    assertThat(first.get()).isEqualTo(new Append.Stored(2, 1));
  }
}
