package zone.otta.ralf.cli.session;

import zone.otta.ralf.gate.Verdict;

/** How the program ends; the numbers are part of its interface. */
public enum Exit {
  /** OK, also with warnings. */
  OK(0),
  /** RALF itself is wrong; a report was written. */
  DEFECT(1),
  /** The call was not understood. */
  USAGE(2),
  /** Something stands in the way; with {@code --strict} a warning does. */
  BLOCKER(3),
  /** No approval, or one of another plan. */
  APPROVAL(4),
  /** Stopped midway; can be resumed. */
  STOPPED(5),
  /** The world did not answer. */
  UNREACHABLE(6),
  /** Something is not as the last run left it. */
  DRIFT(7);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * @param strict whether a warning counts as a blocker
   */
  public static Exit of(Verdict verdict, boolean strict) {
    return switch (verdict) {
      case OK -> OK;
      case WARNUNG -> strict ? BLOCKER : OK;
      case BLOCKER -> BLOCKER;
    };
  }
}
