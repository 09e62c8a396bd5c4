package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.card.SourceMap;

/**
 * A site as read.
 *
 * @param file as the caller named it; empty where there is no file
 * @param site empty if a finding is a BLOCKER
 * @param map places of {@code site.KEY} and {@code site.PART.KEY}
 */
public record ReadSite(
    Optional<String> file, Optional<Site> site, List<Finding> findings, SourceMap map) {
  public ReadSite {
    findings = List.copyOf(findings);
  }
}
