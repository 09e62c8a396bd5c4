package zone.otta.ralf.policy;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;

/**
 * What the policies say of a card.
 *
 * @param policies how many rules were applied
 */
public record PolicyReport(int policies, List<Finding> findings) {
  public PolicyReport {
    findings = List.copyOf(findings);
  }
}
