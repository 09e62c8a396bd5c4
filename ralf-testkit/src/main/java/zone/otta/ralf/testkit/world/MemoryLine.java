package zone.otta.ralf.testkit.world;

import java.util.Optional;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.testkit.host.Trouble;

/** The connection to the node, and what goes wrong with the next call over it. */
final class MemoryLine {
  private Optional<Trouble> next = Optional.empty();

  void next(Trouble trouble) {
    next = Optional.of(trouble);
  }

  /** The trouble of this call; the one after it has none. */
  Optional<Trouble> take() {
    Optional<Trouble> now = next;
    next = Optional.empty();
    return now;
  }

  /** A call that has an effect: lost before or after it, if it is to be lost. */
  static <T> T send(Optional<Trouble> trouble, Supplier<T> call) {
    if (trouble.equals(Optional.of(Trouble.LOST_BEFORE))) {
      throw lost();
    }
    T reply = call.get();
    if (trouble.equals(Optional.of(Trouble.LOST_AFTER))) {
      throw lost();
    }
    return reply;
  }

  static PortException lost() {
    return failure(Fault.UNREACHABLE, "RALF-W002", "the connection was lost");
  }

  static PortException notUnderstood(String what) {
    return failure(Fault.NOT_UNDERSTOOD, "RALF-W014", what);
  }

  static PortException failure(Fault fault, String code, String what) {
    return new PortException(fault, code, Text.same(what), Optional.empty());
  }
}
