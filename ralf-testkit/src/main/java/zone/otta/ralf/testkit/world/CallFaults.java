package zone.otta.ralf.testkit.world;

import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * Breaks changing calls, counted over all ports: the process dies before or after one, or the
 * connection does.
 */
public final class CallFaults {
  /** What happens to a call. */
  public enum Kind {
    NONE,
    DIE_BEFORE,
    DIE_AFTER,
    LOSE_REQUEST,
    LOSE_REPLY
  }

  private final List<Kind> kinds;
  private int calls;

  private CallFaults(List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /**
   * One call breaks.
   *
   * @param at which one, from 1
   */
  public CallFaults(Kind kind, int at) {
    this(
        Stream.concat(Collections.nCopies(Math.max(0, at - 1), Kind.NONE).stream(), Stream.of(kind))
            .toList());
  }

  /** That call breaks, and if the process survives it, the next one kills it. */
  CallFaults thenDie() {
    return new CallFaults(Stream.concat(kinds.stream(), Stream.of(Kind.DIE_BEFORE)).toList());
  }

  public static CallFaults none() {
    return new CallFaults(List.of());
  }

  public int calls() {
    return calls;
  }

  <T> T around(String what, Supplier<T> call) {
    calls++;
    return switch (calls <= kinds.size() ? kinds.get(calls - 1) : Kind.NONE) {
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
