package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Work on a file that an interrupt of the calling thread does not spoil: it would close the file
 * channel and, with it, drop a lock. A pending interrupt is put aside during the call and set again
 * afterwards; one that comes in the middle ends the call as any other failure does.
 */
public final class FileCall {
  /** The work. */
  public interface Io<T> {
    T call() throws IOException;
  }

  private FileCall() {}

  /**
   * @throws zone.otta.ralf.port.PortException {@code RALF-J004} if the work fails
   */
  public static <T> T on(Path file, Io<T> io) {
    try {
      return uninterrupted(io);
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
  }

  public static <T> T uninterrupted(Io<T> io) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return io.call();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
