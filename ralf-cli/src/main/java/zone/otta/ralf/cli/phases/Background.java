package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread beside the command's own, made at its first use, that does one thing at a time. What
 * goes wrong there that nobody foresaw is thrown when it is closed.
 */
final class Background implements AutoCloseable {
  private final String name;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicReference<@Nullable RuntimeException> defect = new AtomicReference<>();
  private @Nullable ScheduledThreadPoolExecutor thread;

  Background(String name) {
    this.name = name;
  }

  /** Has it done once more; several calls before it begins are one. */
  void soon(Runnable work) {
    if (!asked.getAndSet(true)) {
      thread()
          .execute(
              () -> {
                asked.set(false);
                noted(work).run();
              });
    }
  }

  void later(Duration pause, Runnable work) {
    thread().schedule(noted(work), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Repeats it until the background is closed. */
  void every(Duration pause, Runnable work) {
    thread()
        .scheduleWithFixedDelay(
            noted(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Runnable noted(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        defect.compareAndSet(null, e);
      }
    };
  }

  private synchronized ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor made = thread;
    if (made == null) {
      made =
          new ScheduledThreadPoolExecutor(
              1,
              task -> Thread.ofPlatform().daemon().name(name).unstarted(task),
              new ThreadPoolExecutor.DiscardPolicy());
      made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      thread = made;
    }
    return made;
  }

  /**
   * What waits for its time is not done any more, nor what is asked for from now on; what is being
   * done is awaited, since an interrupt would close the files that it reads.
   */
  @Override
  public void close() {
    ScheduledThreadPoolExecutor last = begun();
    if (last != null) {
      last.close();
    }
    RuntimeException unforeseen = defect.get();
    if (unforeseen != null) {
      throw unforeseen;
    }
  }

  private synchronized @Nullable ScheduledThreadPoolExecutor begun() {
    return thread;
  }
}
