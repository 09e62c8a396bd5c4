package zone.otta.ralf.cli.phases;

import java.util.List;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.placement.Placement;

/**
 * A card that passed phases 1 and 2 as far as they can be judged offline.
 *
 * @param file as people call it, relative to the workspace
 * @param findings hints and warnings
 * @param found the same with their places, for people
 * @param policies sum over the rules it was judged by
 */
public record JudgedCard(
    String file,
    ServiceCard card,
    Placement placement,
    List<Finding> findings,
    List<Found> found,
    Sha256 policies,
    StatusObject phase1,
    StatusObject phase2) {
  public JudgedCard {
    findings = List.copyOf(findings);
    found = List.copyOf(found);
  }
}
