package zone.otta.ralf.lab.web;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/**
 * Troubles that wait for the next request of their kind, each for one, in the order they came.
 * Thread-safe.
 *
 * @param <T> what can go wrong
 */
public final class Troubles<T> {
  private final Map<String, Queue<T>> waiting = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Queues one.
   *
   * @param kind of requests, as {@link #take} is asked
   */
  public synchronized void add(String kind, T trouble) {
    waiting.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(trouble);
  }

  /** What happens to a request of this kind; empty: nothing. */
  public synchronized Optional<T> take(String kind) {
    return Optional.ofNullable(waiting.get(kind)).map(Queue::poll);
  }

  /** Nothing waits any more. */
  public synchronized void clear() {
    waiting.clear();
  }

  /** Keeps a request that hangs until {@link #end}. */
  public void hang() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of the requests that hang. */
  public void end() {
    ended.countDown();
  }
}
