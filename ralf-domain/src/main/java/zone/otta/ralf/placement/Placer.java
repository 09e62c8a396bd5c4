package zone.otta.ralf.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Site;

/**
 * Phase 2 without the world: proposes what a card leaves open and finds what clashes between cards.
 */
public final class Placer {
  private Placer() {}

  /**
   * Judges one card among others.
   *
   * @param others the cards it must not clash with, itself not among them
   */
  public static Proposal propose(ServiceCard card, List<ServiceCard> others, Site site) {
    var findings = new ArrayList<Finding>();
    List<String> open = open(card.placement());
    Optional<Ipv4Interface> address =
        card.placement().address().or(() -> freeAddress(card, others, site, findings));
    Optional<Placement> placement = address.flatMap(a -> placement(card, a, site, findings));
    findings.addAll(Clashes.judge(card, placement, others));
    card.placement().address().ifPresent(a -> findings.addAll(CategoryRule.judge(card, a, site)));
    if (!open.isEmpty()) {
      placement.ifPresent(p -> findings.addFirst(proposed(p, open)));
    }
    return new Proposal(placement, open, findings);
  }

  /**
   * Judges cards among each other. What one leaves open is not proposed to the next: each proposal
   * counts as taken for those that follow.
   */
  public static List<Proposal> proposeAll(List<ServiceCard> cards, Site site) {
    var known = new ArrayList<>(cards);
    var proposals = new ArrayList<Proposal>();
    for (int i = 0; i < cards.size(); i++) {
      var others = new ArrayList<>(known);
      others.remove(i);
      Proposal proposal = propose(cards.get(i), others, site);
      known.set(i, proposal.completed(cards.get(i)));
      proposals.add(proposal);
    }
    return proposals;
  }

  private static List<String> open(PlacementWish wish) {
    var open = new ArrayList<String>();
    if (wish.hostname().isEmpty()) {
      open.add("hostname");
    }
    if (wish.address().isEmpty()) {
      open.add("ip");
    }
    if (wish.dns().isEmpty()) {
      open.add("dns");
    }
    if (wish.ctid().isEmpty()) {
      open.add("ctid");
    }
    return open;
  }

  private static Optional<Ipv4Interface> freeAddress(
      ServiceCard card, List<ServiceCard> others, Site site, List<Finding> findings) {
    Optional<Integer> octet = FreeAddress.octet(card, site);
    if (octet.isEmpty()) {
      findings.add(noCategory());
      return Optional.empty();
    }
    Set<Ipv4Address> taken =
        others.stream()
            .flatMap(c -> c.placement().address().stream())
            .map(Ipv4Interface::address)
            .collect(Collectors.toSet());
    Optional<Ipv4Address> free =
        FreeAddress.first(octet.get(), site, taken, card.placement().ctid());
    if (free.isEmpty()) {
      findings.add(noneFree(octet.get()));
    }
    return free.map(a -> new Ipv4Interface(a, site.network().prefix()));
  }

  private static Optional<Placement> placement(
      ServiceCard card, Ipv4Interface address, Site site, List<Finding> findings) {
    PlacementWish wish = card.placement();
    HostName hostname = wish.hostname().orElseGet(() -> new HostName(card.service().value()));
    DnsName dns =
        wish.dns().orElseGet(() -> new DnsName(card.service().value() + "." + site.zone().name()));
    long number = wish.ctid().orElseGet(() -> (long) site.ctidRule().number(address.address()));
    if (number < Ctid.MIN || number > Ctid.MAX) {
      // A number of the card's own out of range is for the policy to report.
      if (wish.ctid().isEmpty()) {
        findings.add(noCtid(number));
      }
      return Optional.empty();
    }
    return Optional.of(new Placement(hostname, address, dns, new Ctid((int) number)));
  }

  private static Finding proposed(Placement p, List<String> open) {
    String parts = p.hostname() + ", " + p.address() + ", " + p.dns() + ", CTID " + p.ctid();
    return Finding.hint(
            "RALF-L001",
            Text.of(
                "the card leaves " + String.join(", ", open) + " open",
                "die Karte lässt " + String.join(", ", open) + " offen"))
        .at(CardPath.PLACEMENT)
        .label(Text.of("proposed: " + parts, "vorgeschlagen: " + parts))
        .help(Text.of("`ralf place --write` enters it", "`ralf place --write` trägt es ein"));
  }

  private static Finding noCategory() {
    return Finding.blocker(
            "RALF-L002",
            Text.of(
                "no address can be proposed: the category is not known",
                "keine Adresse vorzuschlagen: die Kategorie ist unbekannt"))
        .at(CardPath.GROUP)
        .help(
            Text.of(
                "add `- Function group: 40` (the third octet), or an address",
                "`- Funktionsgruppe: 40` (das dritte Oktett) oder eine Adresse ergänzen"));
  }

  private static Finding noneFree(int octet) {
    return Finding.blocker(
            "RALF-L003",
            Text.of(
                "no address of category " + octet + " fits and is free",
                "keine Adresse der Kategorie " + octet + " passt und ist frei"))
        .at(CardPath.GROUP)
        .help(Text.of("give an address by hand", "eine Adresse von Hand angeben"));
  }

  private static Finding noCtid(long number) {
    return Finding.blocker(
            "RALF-L004",
            Text.of(
                "CTID " + number + " is outside " + Ctid.MIN + ".." + Ctid.MAX,
                "CTID " + number + " liegt außerhalb " + Ctid.MIN + ".." + Ctid.MAX))
        .at(CardPath.CTID);
  }
}
