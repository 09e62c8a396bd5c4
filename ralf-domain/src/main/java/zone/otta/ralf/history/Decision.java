package zone.otta.ralf.history;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Plan;

/** What was decided or found about a service, when and by whom. */
public sealed interface Decision {
  /** Microseconds since 1970. */
  long atUs();

  /** {@code anna@desk}; empty for what was recorded before events named it. */
  Optional<String> by();

  /** A person approved a plan. */
  record Approved(long atUs, Optional<String> by, Approval approval) implements Decision {}

  /** How a run ended, or that it did not. */
  enum End {
    COMPLETED,
    /** It stopped midway and was not resumed. */
    STOPPED,
    /** Neither: it goes on, or it was killed. */
    OPEN
  }

  /**
   * A run began.
   *
   * @param known its plan, where it is kept
   * @param end as far as known at the later of the two times
   */
  record Ran(long atUs, Optional<String> by, long run, Sha256 plan, Optional<Plan> known, End end)
      implements Decision {}

  /**
   * A gate was judged.
   *
   * @param before its former verdict
   */
  record Judged(long atUs, Optional<String> by, int gate, Verdict verdict, Optional<Verdict> before)
      implements Decision {}

  /** The service was compared with its record. */
  record Compared(
      long atUs, Optional<String> by, long run, List<Difference> differences, List<String> unseen)
      implements Decision {
    public Compared {
      differences = List.copyOf(differences);
      unseen = List.copyOf(unseen);
    }
  }
}
