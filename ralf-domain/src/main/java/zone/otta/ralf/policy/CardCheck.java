package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.placement.Placer;
import zone.otta.ralf.placement.Proposal;
import zone.otta.ralf.site.Site;

/**
 * Phases 1 and 2 of one card, judged without the world: pure, and the same for {@code check} and
 * for the start of {@code plan}.
 *
 * @param file the card's path as the user gave it; the artifact of both status objects
 * @param proposal empty if there is no card
 * @param findings of reading, policies, placement and embedded status objects
 * @param status of phase 1 and 2; empty if the card names no service, so that there is no step id
 * @param policies how many rules were applied
 */
public record CardCheck(
    String file,
    Optional<ServiceCard> card,
    Optional<Proposal> proposal,
    List<Finding> findings,
    Verdict verdict,
    List<StatusObject> status,
    int policies) {
  public CardCheck {
    findings = List.copyOf(findings);
    status = List.copyOf(status);
  }

  /** A card as the workspace read it: empty where reading failed, and the findings say why. */
  public record Candidate(String file, Optional<ServiceCard> card, List<Finding> findings) {
    public Candidate {
      findings = List.copyOf(findings);
    }
  }

  /** Judges cards together: clashes between them are findings on both. In the order given. */
  public static List<CardCheck> all(List<Candidate> candidates, Site site, Language language) {
    List<ServiceCard> cards = candidates.stream().flatMap(c -> c.card().stream()).toList();
    var proposals = Placer.proposeAll(cards, site).iterator();
    var checks = new ArrayList<CardCheck>();
    for (Candidate candidate : candidates) {
      Optional<Proposal> proposal = candidate.card().map(c -> proposals.next());
      checks.add(judge(candidate, proposal, site, language));
    }
    return checks;
  }

  /** With the HINWEIS that nothing was asked of the world: for {@code check}, which says so. */
  public CardCheck saidOffline() {
    var more = new ArrayList<>(findings);
    more.add(
        Finding.hint(
            "RALF-L011",
            Text.of(
                "judged offline: `ralf plan` asks Proxmox and DNS whether the place is free",
                "offline beurteilt: `ralf plan` fragt Proxmox und DNS, ob der Platz frei ist")));
    return new CardCheck(file, card, proposal, more, verdict, status, policies);
  }

  /** Judges one card by itself. */
  public static CardCheck one(Candidate candidate, Site site, Language language) {
    return all(List.of(candidate), site, language).getFirst();
  }

  private static CardCheck judge(
      Candidate candidate, Optional<Proposal> proposal, Site site, Language language) {
    if (candidate.card().isEmpty() || proposal.isEmpty()) {
      return new CardCheck(
          candidate.file(),
          candidate.card(),
          proposal,
          candidate.findings(),
          Verdict.of(candidate.findings()).and(Verdict.BLOCKER),
          List.of(),
          Policies.ALL.size());
    }
    ServiceCard card = candidate.card().get();
    PolicyReport policies = Policies.judge(card, site);
    List<Finding> judged =
        Stream.of(candidate.findings(), policies.findings(), placement(candidate, proposal.get()))
            .flatMap(List::stream)
            .toList();
    Phases phases = Phases.of(card, proposal.get(), judged, candidate.file(), language);
    return new CardCheck(
        candidate.file(),
        candidate.card(),
        proposal,
        phases.findings(),
        Verdict.of(phases.findings()),
        phases.status(),
        policies.policies());
  }

  /** What could not be read is not open: no proposal is shown for it. */
  private static List<Finding> placement(Candidate candidate, Proposal proposal) {
    boolean unreadable =
        candidate.findings().stream()
            .anyMatch(f -> f.severity() == Severity.BLOCKER && Phases.phase(f) == Phase.PLACEMENT);
    return proposal.findings().stream()
        .filter(f -> !(unreadable && f.code().equals(Proposal.OPEN)))
        .toList();
  }
}
