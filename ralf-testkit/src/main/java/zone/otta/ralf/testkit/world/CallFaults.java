package zone.otta.ralf.testkit.world;

import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * Breaks the n-th changing call, counted from 1 over all ports: the process dies before or after
 * it, or the connection does.
 */
public final class CallFaults {
  /** What happens to the chosen call. */
  public enum Kind {
    NONE,
    DIE_BEFORE,
    DIE_AFTER,
    LOSE_REQUEST,
    LOSE_REPLY
  }

  private final Kind kind;
  private final int at;
  private int calls;

  public CallFaults(Kind kind, int at) {
    this.kind = kind;
    this.at = at;
  }

  public static CallFaults none() {
    return new CallFaults(Kind.NONE, 0);
  }

  public int calls() {
    return calls;
  }

  <T> T around(String what, Supplier<T> call) {
    calls++;
    if (calls != at) {
      return call.get();
    }
    return switch (kind) {
      case NONE -> call.get();
      case DIE_BEFORE -> throw new SimulatedCrash("before " + what);
      case DIE_AFTER -> {
        T unusedReply = call.get();
        throw new SimulatedCrash("after " + what);
      }
      case LOSE_REQUEST -> throw lost(what);
      case LOSE_REPLY -> {
        T unusedReply = call.get();
        throw lost(what);
      }
    };
  }

  private static PortException lost(String what) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W002",
        Text.same("connection lost in " + what),
        Text.same("resume"));
  }
}
