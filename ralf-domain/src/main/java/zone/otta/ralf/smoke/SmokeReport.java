package zone.otta.ralf.smoke;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;

/** All results of a smoke test, in order. */
public record SmokeReport(List<SmokeResult> results) {
  public SmokeReport {
    results = List.copyOf(results);
  }

  public Verdict verdict() {
    return results.stream().map(SmokeResult::verdict).reduce(Verdict.OK, Verdict::and);
  }

  public long passed() {
    return results.stream().filter(r -> r.verdict() == Verdict.OK).count();
  }

  /** A finding per failed check: {@code RALF-S001} is the first check, and so on. */
  public List<Finding> findings() {
    return results.stream()
        .filter(r -> r.verdict() != Verdict.OK)
        .map(SmokeReport::finding)
        .toList();
  }

  private static Finding finding(SmokeResult result) {
    String code = String.format("RALF-S%03d", result.check().ordinal() + 1);
    Text summary =
        Text.of(
            "not proven: " + result.check().title().en(),
            "nicht bewiesen: " + result.check().title().de());
    Finding finding =
        result.verdict() == Verdict.BLOCKER
            ? Finding.blocker(code, summary)
            : Finding.warning(code, summary);
    return finding.note(result.detail());
  }
}
