package zone.otta.ralf.postgresql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

/**
 * Many callers, one transaction at a time: who finds the store free stores for all that wait; the
 * others wait for their own results meanwhile. A caller alone is never handed to another thread.
 * Several that were just answered mostly append again at once; without a moment's patience the
 * first of them would go alone, and each second transaction would carry one append. Thread-safe.
 */
final class AppendQueue {
  /** What one transaction takes, in characters of payload; a single append may be larger. */
  private static final long MAX_SIZE = 1 << 20;

  private static final long MOST_PATIENCE = 1_000_000;

  private static final class Waiting {
    private final Appending appending;
    private final Condition news;
    private boolean taken;
    private Optional<Append> answer = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    Waiting(Appending appending, Condition news) {
      this.appending = appending;
      this.news = news;
    }

    boolean done() {
      return answer.isPresent() || failure.isPresent();
    }
  }

  private final Function<List<Appending>, List<Append>> store;
  private final Function<SqlRefusal, RuntimeException> meaning;
  private final Supplier<PortException> notBegun;
  private final Supplier<PortException> notAnswered;
  private final long limitNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrivals = lock.newCondition();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final LongUnaryOperator patience;
  private boolean busy;

  /** How many took part when a transaction ended: its own appends and those that waited. */
  private int company = 1;

  private long lastNanos;

  /**
   * @param store stores all in one transaction, an answer for each; a {@link SqlRefusal} for all
   * @param meaning of a refusal for the append that it met
   * @param limitNanos how long a caller waits for others
   * @param notBegun what to say of an append that nobody began in that time
   * @param notAnswered what to say of one that was begun
   */
  AppendQueue(
      Function<List<Appending>, List<Append>> store,
      Function<SqlRefusal, RuntimeException> meaning,
      long limitNanos,
      Supplier<PortException> notBegun,
      Supplier<PortException> notAnswered) {
    this(
        store,
        meaning,
        limitNanos,
        notBegun,
        notAnswered,
        last -> Math.min(last / 2, MOST_PATIENCE));
  }

  /**
   * @param patience how long to wait for company, in nanoseconds, after a transaction that took so
   *     many
   */
  AppendQueue(
      Function<List<Appending>, List<Append>> store,
      Function<SqlRefusal, RuntimeException> meaning,
      long limitNanos,
      Supplier<PortException> notBegun,
      Supplier<PortException> notAnswered,
      LongUnaryOperator patience) {
    this.store = store;
    this.meaning = meaning;
    this.limitNanos = limitNanos;
    this.notBegun = notBegun;
    this.notAnswered = notAnswered;
    this.patience = patience;
  }

  Append append(Appending appending) {
    long end = System.nanoTime() + limitNanos;
    boolean interrupted = false;
    lock.lock();
    try {
      Waiting mine = new Waiting(appending, lock.newCondition());
      queue.addLast(mine);
      if (queue.size() >= company) {
        arrivals.signal();
      }
      while (!mine.done()) {
        long left = end - System.nanoTime();
        if (!busy) {
          lead();
        } else if (left > 0) {
          try {
            mine.news.awaitNanos(left);
          } catch (InterruptedException e) {
            // What is begun has an outcome that the caller must learn.
            interrupted = true;
          }
        } else {
          throw giveUp(mine);
        }
      }
      if (mine.failure.isPresent()) {
        throw mine.failure.get();
      }
      return mine.answer.orElseThrow();
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException giveUp(Waiting mine) {
    if (mine.taken) {
      return notAnswered.get();
    }
    queue.remove(mine);
    return notBegun.get();
  }

  /** Called with the lock, which is free for others meanwhile. */
  private void lead() {
    busy = true;
    gather();
    List<Waiting> batch = next();
    lock.unlock();
    long begin = System.nanoTime();
    try {
      store(batch);
    } finally {
      lock.lock();
      busy = false;
      lastNanos = System.nanoTime() - begin;
      company = batch.size() + queue.size();
      for (Waiting waiting : batch) {
        if (!waiting.done()) {
          waiting.failure = Optional.of(new IllegalStateException("broken off"));
        }
        waiting.news.signal();
      }
      if (!queue.isEmpty()) {
        queue.peekFirst().news.signal();
      }
    }
  }

  private void gather() {
    long left = patience.applyAsLong(lastNanos);
    try {
      while (queue.size() < company && left > 0) {
        left = arrivals.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    int events = 0;
    long size = 0;
    while (!queue.isEmpty()) {
      Appending next = queue.peekFirst().appending;
      events += next.events().size();
      size += next.size();
      if (!batch.isEmpty() && (events > Appending.MAX_EVENTS || size > MAX_SIZE)) {
        return batch;
      }
      Waiting taken = queue.removeFirst();
      taken.taken = true;
      batch.add(taken);
    }
    return batch;
  }

  private void store(List<Waiting> batch) {
    try {
      List<Append> answers = store.apply(batch.stream().map(w -> w.appending).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer = Optional.of(answers.get(i));
      }
    } catch (SqlRefusal refusal) {
      if (batch.size() == 1) {
        batch.getFirst().failure = Optional.of(meaning.apply(refusal));
      } else {
        // One of them is to blame, and the others must not suffer from it.
        batch.forEach(w -> store(List.of(w)));
      }
    } catch (RuntimeException e) {
      batch.stream().filter(w -> !w.done()).forEach(w -> w.failure = Optional.of(copy(e)));
    }
  }

  /** Of its own for each thread. */
  private static RuntimeException copy(RuntimeException e) {
    return e instanceof PortException p
        ? new PortException(p.fault(), p.code().id(), p.what(), p.help())
        : new IllegalStateException(e);
  }
}
