package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.card.SourceMap;

/**
 * A site file as read.
 *
 * @param file as the caller named it
 * @param site empty if there is a BLOCKER among the findings
 */
public record ReadSite(String file, Optional<Site> site, List<Finding> findings, SourceMap map) {
  public ReadSite {
    findings = List.copyOf(findings);
  }
}
