package zone.otta.ralf.plan;

import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;

/** What was seen of one thing. "No connection" is never "absent": it is Unknown. */
public sealed interface Observation {
  /** Proven not to be there. */
  record Absent() implements Observation {}

  /**
   * What holds it (a container, a server in it) is not there or does not run yet; nothing of it can
   * be seen.
   */
  record InNewContainer() implements Observation {}

  /** It is there, with these facts. */
  record Present(Facts facts, Optional<Mark> mark) implements Observation {
    public Present {
      Objects.requireNonNull(facts);
      Objects.requireNonNull(mark);
    }

    public static Present of(Facts facts) {
      return new Present(facts, Optional.empty());
    }
  }

  /** Something works on it: a lock, a task, a boot. Wait, then look again. */
  record Busy(String task) implements Observation {}

  /** It could not be seen, and why. */
  record Unknown(Finding why) implements Observation {}
}
