package zone.otta.ralf.smoke;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;

/**
 * All results of a smoke test, in order.
 *
 * @param certificate SHA-256 over the server certificate the logins pinned; empty without one
 */
public record SmokeReport(List<SmokeResult> results, Optional<Sha256> certificate) {
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
