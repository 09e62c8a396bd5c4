package zone.otta.ralf.lab.exec;

import java.io.IOException;
import java.util.List;

/** A program of the emulated world. */
@FunctionalInterface
public interface Program {
  /**
   * @param argv name and arguments
   * @return the exit code
   * @throws NotInVocabulary if the lab does not know this form
   */
  int run(List<String> argv, Call call) throws IOException, InterruptedException;
}
