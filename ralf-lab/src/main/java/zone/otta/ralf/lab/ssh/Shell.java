package zone.otta.ralf.lab.ssh;

import java.io.IOException;
import zone.otta.ralf.lab.exec.Call;

/** What stands behind an SSH face. */
@FunctionalInterface
public interface Shell {
  /**
   * Runs one command line.
   *
   * @param drop breaks the connection at once, without an exit code
   * @return the exit code
   */
  int run(String line, Call call, Runnable drop) throws IOException, InterruptedException;
}
