package zone.otta.ralf.drift;

import java.util.List;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;

/**
 * How far a service is from what was recorded of it.
 *
 * @param run the completed run whose record it was compared with
 * @param observed objects that were looked at, the unseen ones included
 * @param differences in the order of the plan's steps
 * @param unseen what could not be looked at
 * @param files the changed lines of our text files
 * @param findings what a person should know beside
 */
public record DriftReport(
    ServiceName service,
    long run,
    int observed,
    List<Difference> differences,
    List<Unseen> unseen,
    List<ChangedLines> files,
    List<Finding> findings) {
  /** What can be said; the first that holds. */
  public enum Result {
    /** Something differs, whatever else could not be seen. */
    DRIFT,
    /** Nothing of what was seen differs, but not all was seen: nobody knows. */
    UNKNOWN,
    /** Everything was seen, and is as recorded. */
    NONE
  }

  public DriftReport {
    differences = List.copyOf(differences);
    unseen = List.copyOf(unseen);
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  public Result result() {
    if (!differences.isEmpty()) {
      return Result.DRIFT;
    }
    return unseen.isEmpty() ? Result.NONE : Result.UNKNOWN;
  }
}
