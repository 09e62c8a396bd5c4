package zone.otta.ralf.smoke;

import java.util.Objects;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;

/** One check's result and what was seen. */
public record SmokeResult(SmokeCheck check, Verdict verdict, Text detail) {
  public SmokeResult {
    Objects.requireNonNull(check);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(detail);
  }

  public static SmokeResult ok(SmokeCheck check, Text detail) {
    return new SmokeResult(check, Verdict.OK, detail);
  }

  public static SmokeResult failed(SmokeCheck check, Text detail) {
    return new SmokeResult(check, Verdict.BLOCKER, detail);
  }
}
