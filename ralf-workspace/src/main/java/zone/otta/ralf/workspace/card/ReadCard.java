package zone.otta.ralf.workspace.card;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;

/**
 * A card as read from a file.
 *
 * @param file as the caller named it
 * @param card empty if the file could not be read or names no service
 * @param findings what was wrong with the text, in the order of the text
 */
public record ReadCard(
    String file, Optional<ServiceCard> card, List<Finding> findings, SourceMap map) {
  public ReadCard {
    findings = List.copyOf(findings);
  }

  static ReadCard failed(String file, Finding finding) {
    return new ReadCard(file, Optional.empty(), List.of(finding), SourceMap.empty());
  }
}
