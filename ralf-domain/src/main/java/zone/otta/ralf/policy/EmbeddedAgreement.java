package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.EmbeddedStatus;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.Verdict;

/**
 * RALF-P026: status objects in a card agree, in step id and result, with what RALF computes. They
 * are notes of an earlier check, so a stale one is a WARNUNG; objects of later phases are history
 * and only their prefix is compared.
 */
final class EmbeddedAgreement {
  static final String CODE = "RALF-P026";

  private EmbeddedAgreement() {}

  static List<Finding> judge(ServiceCard card, String prefix, Verdict first, Verdict second) {
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < card.status().size(); i++) {
      EmbeddedStatus status = card.status().get(i);
      CardPath at = CardPath.STATUS.index(i);
      Optional<Phase> phase = phase(status.stepId(), prefix);
      if (phase.isEmpty()) {
        findings.add(foreign(at.child("step_id"), prefix));
      } else {
        expected(phase.get(), first, second)
            .filter(v -> !v.name().equals(status.result()))
            .ifPresent(v -> findings.add(stale(at.child("result"), v)));
      }
    }
    return findings;
  }

  private static Optional<Phase> phase(String stepId, String prefix) {
    for (Phase phase : Phase.values()) {
      if (phase.stepId(prefix).equals(stepId)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict> expected(Phase phase, Verdict first, Verdict second) {
    return switch (phase) {
      case SERVICE_CARD -> Optional.of(first);
      case PLACEMENT -> Optional.of(second);
      case PLAN, DEPLOY, SMOKE -> Optional.empty();
    };
  }

  private static Finding foreign(CardPath at, String prefix) {
    return Finding.warning(
            CODE,
            Text.of(
                "the step_id of a status object is none of this card's",
                "die step_id eines Statusobjekts ist keine dieser Karte"))
        .at(at)
        .label(
            Text.of(
                "expected `" + Phase.SERVICE_CARD.stepId(prefix) + "` or a later phase",
                "erwartet `" + Phase.SERVICE_CARD.stepId(prefix) + "` oder eine spätere Phase"));
  }

  private static Finding stale(CardPath at, Verdict computed) {
    return Finding.warning(
            CODE,
            Text.of(
                "a status object in the card is out of date",
                "ein Statusobjekt in der Karte ist veraltet"))
        .at(at)
        .label(Text.of("is now " + computed, "ist jetzt " + computed));
  }
}
