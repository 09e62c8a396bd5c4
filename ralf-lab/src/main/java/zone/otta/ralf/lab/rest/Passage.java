package zone.otta.ralf.lab.rest;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What stands before the API: a log, and what goes wrong on purpose. */
public interface Passage {
  /** The API itself. */
  @FunctionalInterface
  interface Api {
    Reply reply() throws IOException, InterruptedException;
  }

  /**
   * What the client gets.
   *
   * @param reply empty if the connection breaks without one
   * @param cut whether it breaks in the middle of the reply
   */
  record Passed(Optional<Reply> reply, boolean cut) {
    public static Passed whole(Reply reply) {
      return new Passed(Optional.of(reply), false);
    }

    public static Passed broken() {
      return new Passed(Optional.empty(), false);
    }
  }

  /**
   * Lets one request through, or not.
   *
   * @param left asks whether the client has left
   */
  Passed pass(Request request, Api api, BooleanSupplier left)
      throws IOException, InterruptedException;

  /** What happens to the task of this type that begins now. */
  Optional<TaskTrouble> trouble(String type);
}
