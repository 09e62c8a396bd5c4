package zone.otta.ralf.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is made while the lab starts, waited for by whoever needs it first. */
final class Background<T> implements Callable<T> {
  private final String name;
  private final FutureTask<T> task;

  /** Begins with {@link #start}. */
  Background(String name, Callable<T> making) {
    this.name = name;
    this.task = new FutureTask<>(making);
  }

  static <T> Background<T> started(String name, Callable<T> making) {
    var background = new Background<>(name, making);
    background.start();
    return background;
  }

  void start() {
    Thread.ofPlatform().daemon().name("lab " + name).start(task);
  }

  @Override
  public T call() throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }
}
