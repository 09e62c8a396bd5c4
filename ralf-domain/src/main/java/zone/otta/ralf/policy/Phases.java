package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.placement.Proposal;

/** Splits the findings between the two phases that need no world and words their status objects. */
record Phases(List<Finding> findings, List<StatusObject> status) {
  private static final String PLACEMENT = CardPath.PLACEMENT.value();

  static Phases of(
      ServiceCard card, Proposal proposal, List<Finding> judged, String file, Language language) {
    String prefix =
        proposal
            .placement()
            .map(Placement::prefix)
            .or(() -> card.placement().dns().map(n -> n.firstLabel()))
            .orElse(card.service().value());
    Verdict second = verdict(judged, Phase.PLACEMENT);
    List<Finding> stale =
        EmbeddedAgreement.judge(card, prefix, verdict(judged, Phase.SERVICE_CARD), second);
    var all = new ArrayList<>(judged);
    all.addAll(stale);
    Verdict first = verdict(all, Phase.SERVICE_CARD);
    var words = new StatusWords(card, file, language);
    return new Phases(
        all,
        List.of(
            words.card(Phase.SERVICE_CARD.stepId(prefix), first),
            words.placement(Phase.PLACEMENT.stepId(prefix), second, proposal.placement())));
  }

  private static Verdict verdict(List<Finding> findings, Phase phase) {
    return Verdict.of(findings.stream().filter(f -> phase(f) == phase).toList());
  }

  /** Phase 2 is what the placer finds and what is wrong with the card's placement keys. */
  static Phase phase(Finding finding) {
    Optional<String> at = finding.at().map(CardPath::value);
    boolean placement =
        finding.code().stage() == 'L'
            || at.filter(p -> p.equals(PLACEMENT) || p.startsWith(PLACEMENT + ".")).isPresent();
    return placement ? Phase.PLACEMENT : Phase.SERVICE_CARD;
  }
}
