package zone.otta.ralf.proxmox.ssh;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command's output while it comes in, and who listens.
 *
 * @param listener is told whole lines, in the thread that waits
 */
record Watched(Sink out, Consumer<String> listener) {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Waits for the end of the output, as long as the time allows. */
  void await(long deadline) throws InterruptedException {
    boolean ended = false;
    long left = deadline - System.nanoTime();
    while (!ended && left > 0) {
      long wait = heard() ? Math.min(left, LOOK_NANOS) : left;
      ended = out.end().await(wait, TimeUnit.NANOSECONDS);
      if (heard()) {
        out.newLines().forEach(listener);
      }
      left = deadline - System.nanoTime();
    }
  }

  private boolean heard() {
    return listener != SshConnection.SILENT;
  }
}
