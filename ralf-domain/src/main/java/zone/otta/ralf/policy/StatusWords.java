package zone.otta.ralf.policy;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.placement.Placement;

/** The sentences of the first two status objects. */
record StatusWords(ServiceCard card, String file, Language language) {
  StatusObject card(String stepId, Verdict verdict) {
    int rules = Policies.ALL.size();
    Text summary =
        switch (verdict) {
          case OK ->
              Text.of(
                  "The card of "
                      + card.service()
                      + " is complete and keeps all "
                      + rules
                      + " policies.",
                  "Die Karte von "
                      + card.service()
                      + " ist vollständig und hält alle "
                      + rules
                      + " Richtlinien ein.");
          case WARNUNG ->
              Text.of(
                  "The card of " + card.service() + " is usable; its warnings need a decision.",
                  "Die Karte von "
                      + card.service()
                      + " ist brauchbar; ihre Warnungen brauchen eine Entscheidung.");
          case BLOCKER ->
              Text.of(
                  "The card of " + card.service() + " is incomplete or breaks a policy.",
                  "Die Karte von "
                      + card.service()
                      + " ist unvollständig oder verletzt eine Richtlinie.");
        };
    return object(stepId, verdict, summary, next(verdict, placeNext()));
  }

  StatusObject placement(String stepId, Verdict verdict, Optional<Placement> placement) {
    Text where =
        placement
            .map(p -> Text.same(p.address() + ", CTID " + p.ctid() + ", " + p.dns()))
            .orElse(Text.of("no complete placement", "keine vollständige Platzierung"));
    Text summary =
        switch (verdict) {
          case OK ->
              Text.of(
                  "Placement "
                      + where.en()
                      + " is consistent; judged offline, not yet against Proxmox and DNS.",
                  "Platzierung "
                      + where.de()
                      + " ist stimmig; offline beurteilt, noch nicht gegen Proxmox und DNS.");
          case WARNUNG ->
              Text.of(
                  "Placement " + where.en() + " is possible; its warnings need a decision.",
                  "Platzierung "
                      + where.de()
                      + " ist möglich; ihre Warnungen brauchen eine Entscheidung.");
          case BLOCKER ->
              Text.of(
                  "The placement clashes or breaks a rule: " + where.en() + ".",
                  "Die Platzierung kollidiert oder verletzt eine Regel: " + where.de() + ".");
        };
    return object(stepId, verdict, summary, next(verdict, planNext()));
  }

  private Text placeNext() {
    return Text.of(
        "Review the placement (gate 1): ralf place " + file,
        "Platzierung prüfen (Gate 1): ralf place " + file);
  }

  private Text planNext() {
    return Text.of(
        "Ask Proxmox and DNS and make a plan: ralf plan " + file,
        "Proxmox und DNS fragen und planen: ralf plan " + file);
  }

  private Text next(Verdict verdict, Text onward) {
    return switch (verdict) {
      case OK, WARNUNG -> onward;
      case BLOCKER ->
          Text.of("Fix the findings: ralf check " + file, "Befunde beheben: ralf check " + file);
    };
  }

  private StatusObject object(String stepId, Verdict verdict, Text summary, Text next) {
    return new StatusObject(
        stepId, verdict, summary.in(language), List.of(file), List.of(next.in(language)));
  }
}
