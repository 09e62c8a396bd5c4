package zone.otta.ralf.placement;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;

/**
 * Where a card's service goes.
 *
 * @param placement empty if something is missing that cannot be proposed; a BLOCKER says what
 * @param open the parts the card leaves open, by their keys: {@code hostname}, {@code ip}, {@code
 *     dns}, {@code ctid}
 */
public record Proposal(Optional<Placement> placement, List<String> open, List<Finding> findings) {
  /** The code of the finding that shows what is proposed. */
  public static final Code OPEN = new Code("RALF-L001");

  public Proposal {
    open = List.copyOf(open);
    findings = List.copyOf(findings);
  }

  /** The card as it reads once the proposal is written into it. */
  public ServiceCard completed(ServiceCard card) {
    return placement.map(p -> completed(card, p)).orElse(card);
  }

  private static ServiceCard completed(ServiceCard card, Placement p) {
    PlacementWish wish = card.placement();
    return new ServiceCard(
        card.service(),
        card.purpose(),
        card.model(),
        card.platform(),
        card.release(),
        card.group(),
        card.ports(),
        card.exposure(),
        card.dependencies(),
        card.resources(),
        card.security(),
        card.secrets(),
        new PlacementWish(
            Optional.of(p.hostname()),
            Optional.of(p.address()),
            Optional.of(p.dns()),
            Optional.of((long) p.ctid().number()),
            wish.ctidRule(),
            wish.gateway(),
            wish.dhcp(),
            wish.platform(),
            wish.reasons()),
        card.status());
  }
}
