package zone.otta.ralf.cli.session;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C during a run: the first asks it to end after the current step, the second ends at once.
 * Either way it can be resumed. A shutdown hook could not do this: it cannot tell the first from
 * the second.
 */
public final class Interrupts implements AutoCloseable {
  private static final Signal INT = new Signal("INT");
  private final AtomicBoolean requested = new AtomicBoolean();
  private final SignalHandler before;

  private Interrupts(Runnable told) {
    this.before =
        Signal.handle(
            INT,
            signal -> {
              if (requested.getAndSet(true)) {
                Runtime.getRuntime().halt(Exit.STOPPED.code());
              }
              told.run();
            });
  }

  public static Interrupts listen(Runnable told) {
    return new Interrupts(told);
  }

  public boolean requested() {
    return requested.get();
  }

  @Override
  public void close() {
    Signal.handle(INT, before);
  }
}
