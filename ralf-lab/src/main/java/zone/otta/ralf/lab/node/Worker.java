package zone.otta.ralf.lab.node;

import java.io.IOException;
import zone.otta.ralf.lab.exec.Call;

/** The long part of an operation; what it prints is the task's log. */
@FunctionalInterface
public interface Worker {
  void run(Call call) throws NodeFailure, IOException, InterruptedException;
}
