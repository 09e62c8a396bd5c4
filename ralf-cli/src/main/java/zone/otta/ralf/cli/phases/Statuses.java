package zone.otta.ralf.cli.phases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.smoke.SmokeReport;

/** The status objects of phases 2 to 5, in the reader's language. */
final class Statuses {
  private final Session session;
  private final Placement placement;
  private final String prefix;

  Statuses(Session session, Placement placement) {
    this.session = session;
    this.placement = placement;
    this.prefix = placement.prefix();
  }

  /** Phase 2 as the living world has it. */
  StatusObject placement(StatusObject offline, PlanReport report) {
    Verdict verdict = offline.result().and(report.gate1());
    return report.gate1() == Verdict.OK
        ? free(offline)
        : new StatusObject(
            offline.stepId(),
            verdict,
            first(report.placement()),
            offline.artifacts(),
            helps(report.placement()));
  }

  private StatusObject free(StatusObject offline) {
    String place = placement.address() + ", CTID " + placement.ctid() + ", " + placement.dns();
    return new StatusObject(
        offline.stepId(),
        offline.result(),
        session.say(
            "Placement " + place + " is consistent, and free or ours in Proxmox and DNS.",
            "Platzierung " + place + " ist stimmig, in Proxmox und DNS frei oder schon unsere."),
        offline.artifacts(),
        List.of(
            session.say(
                "Read the plan and approve it (gate 2)",
                "Den Plan ansehen und freigeben (Gate 2)")));
  }

  /** Phase 2 or 3 where the world did not answer: silence opens no gate. */
  StatusObject silent(Phase phase, Finding why) {
    return new StatusObject(
        phase.stepId(prefix), Verdict.BLOCKER, say(why), List.of(), helps(List.of(why)));
  }

  StatusObject plan(PlanReport report, String file) {
    Verdict verdict = report.gate2();
    String next =
        report.plan().filter(p -> verdict != Verdict.BLOCKER).map(Statuses::approve).orElse("");
    return new StatusObject(
        Phase.PLAN.stepId(prefix),
        verdict,
        report.plan().map(p -> planned(p, report)).orElseGet(() -> first(report.planning())),
        file.isEmpty() ? List.of() : List.of(file),
        next.isEmpty() ? helps(all(report)) : List.of(next));
  }

  private String planned(Plan plan, PlanReport report) {
    String counted =
        session.say(
            "Plan %s: %d of %d steps change something.",
            "Plan %s: %d von %d Schritten ändern etwas.");
    String line =
        String.format(counted, plan.hash().shortForm(), plan.changes().size(), plan.steps().size());
    return report.gate2() == Verdict.OK ? line : line + " " + first(all(report));
  }

  static String approve(Plan plan) {
    if (plan.isEmpty()) {
      return plan.operation().isPresent()
          ? "ralf status " + plan.deployment().service()
          : "ralf smoke " + plan.deployment().service();
    }
    var line = new StringBuilder("ralf approve " + plan.hash().shortForm());
    plan.warnings().forEach(code -> line.append(" --accept ").append(code));
    return line.toString();
  }

  StatusObject deploy(Plan plan, long run, Outcome outcome, String journal) {
    int all = plan.steps().size();
    return switch (outcome) {
      case Outcome.Completed completed ->
          status(
              Phase.DEPLOY,
              Verdict.OK,
              done(plan)
                  + session.say(
                      all + " of " + all + " steps verified in run " + run + ".",
                      all + " von " + all + " Schritten geprüft in Lauf " + run + "."),
              journal,
              next(plan));
      case Outcome.Stopped stopped ->
          status(
              Phase.DEPLOY,
              Verdict.BLOCKER,
              stopped
                  .at()
                  .map(s -> where(s.number(), all, s.step().name()) + words(stopped.why()))
                  .orElseGet(() -> say(stopped.why())),
              journal,
              "ralf apply --resume " + run);
      case Outcome.Interrupted interrupted ->
          status(
              Phase.DEPLOY,
              Verdict.BLOCKER,
              session.say(
                  "Ended on request after " + interrupted.verified() + " of " + all + " steps.",
                  "Auf Wunsch beendet nach "
                      + interrupted.verified()
                      + " von "
                      + all
                      + " Schritten."),
              journal,
              "ralf apply --resume " + run);
    };
  }

  /** What an operation did, as a sentence; nothing for the plan of a card. */
  private String done(Plan plan) {
    String service = plan.deployment().service().value();
    return plan.operation()
        .map(
            operation ->
                switch (operation) {
                  case Operation.Snapshot s ->
                      session.say(
                          "Snapshot " + s.name() + " of " + service + " taken: ",
                          "Schnappschuss " + s.name() + " von " + service + " angelegt: ");
                  case Operation.RollBack r ->
                      session.say(
                          service + " is back at snapshot " + r.to() + ": ",
                          service + " ist zurück auf Schnappschuss " + r.to() + ": ");
                  case Operation.Rotate r ->
                      session.say(
                          "The secret of " + service + " is another one: ",
                          "Das Geheimnis von " + service + " ist ein anderes: ");
                  case Operation.Destroy d ->
                      session.say(
                          service + " is destroyed, its journal stays: ",
                          service + " ist entfernt, sein Journal bleibt: ");
                })
        .orElse("");
  }

  private static String next(Plan plan) {
    String service = plan.deployment().service().value();
    return plan.operation()
        .map(
            operation ->
                switch (operation) {
                  case Operation.Snapshot s -> OperationWords.rollBack(service, s.name().value());
                  case Operation.RollBack r -> "ralf smoke " + service;
                  case Operation.Rotate r -> "ralf smoke " + service;
                  case Operation.Destroy d -> "ralf journal show --stream service:" + service;
                })
        .orElse("ralf smoke " + service);
  }

  private String where(int number, int all, String name) {
    return session.say("Step ", "Schritt ") + number + "/" + all + " " + name + ": ";
  }

  /**
   * @param next what to do if all is well
   */
  StatusObject smoke(SmokeReport report, List<String> next, String journal) {
    int all = report.results().size();
    String counted =
        session.say(
            report.passed() + " of " + all + " smoke checks passed.",
            report.passed() + " von " + all + " Prüfungen bestanden.");
    List<Finding> findings = report.findings();
    return new StatusObject(
        Phase.SMOKE.stepId(prefix),
        report.verdict(),
        findings.isEmpty() ? counted : counted + " " + first(findings),
        List.of(journal),
        findings.isEmpty() ? next : List.of("ralf explain " + findings.get(0).code()));
  }

  private StatusObject status(
      Phase phase, Verdict verdict, String summary, String artifact, String next) {
    return new StatusObject(
        phase.stepId(prefix),
        verdict,
        summary,
        List.of(artifact),
        next.isEmpty() ? List.of() : List.of(next));
  }

  private static List<Finding> all(PlanReport report) {
    var all = new ArrayList<>(report.placement());
    all.addAll(report.planning());
    return all;
  }

  /** The worst finding's sentence. */
  private String first(List<Finding> findings) {
    Optional<Finding> worst = Optional.empty();
    for (Finding finding : findings) {
      if (worst.isEmpty() || finding.severity().compareTo(worst.get().severity()) > 0) {
        worst = Optional.of(finding);
      }
    }
    return worst.map(this::say).orElse("");
  }

  /** As a sentence. */
  private String say(Finding finding) {
    String words = words(finding);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private String words(Finding finding) {
    return session.say(finding.summary()) + " (" + finding.code() + ").";
  }

  private List<String> helps(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.severity() != Severity.HINWEIS)
        .flatMap(f -> f.help().stream())
        .map(session::say)
        .distinct()
        .toList();
  }
}
