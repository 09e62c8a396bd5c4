package zone.otta.ralf.cli.phases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;

/** In what the world's plan of today differs from the approved one, one line each. */
final class PlanDifference {
  private final Session session;
  private final List<String> lines = new ArrayList<>();

  private PlanDifference(Session session) {
    this.session = session;
  }

  static List<String> between(Plan approved, Plan now, Session session) {
    var difference = new PlanDifference(session);
    difference.whole("card", "Karte", approved.card(), now.card());
    difference.whole("policies", "Richtlinien", approved.policies(), now.policies());
    difference.whole("RALF", "RALF", approved.ralf(), now.ralf());
    difference.whole("site", "Standort", approved.binding(), now.binding());
    difference.whole("service", "Dienst", approved.deployment(), now.deployment());
    difference.steps(approved, now);
    difference.findings(approved, now);
    return difference.lines;
  }

  private void whole(String en, String de, Object before, Object now) {
    if (!before.equals(now)) {
      lines.add("~ " + session.say(en + ": changed", de + ": geändert"));
    }
  }

  private void steps(Plan approved, Plan now) {
    Map<String, PlannedStep> before = byName(approved);
    Map<String, PlannedStep> after = byName(now);
    before.forEach(
        (name, step) -> {
          if (!after.containsKey(name)) {
            lines.add("- " + step.action() + " " + name);
          }
        });
    after.forEach(
        (name, step) -> {
          if (!before.containsKey(name)) {
            lines.add("+ " + step.action() + " " + name);
          } else {
            step(name, before.get(name), step);
          }
        });
  }

  private void step(String name, PlannedStep before, PlannedStep now) {
    if (before.action() != now.action()) {
      lines.add("~ " + name + ": " + before.action() + " -> " + now.action());
    } else if (!before.step().equals(now.step())) {
      lines.add("~ " + name + session.say(": wanted otherwise", ": anders gewollt"));
    } else if (!before.prior().equals(now.prior())) {
      lines.add("~ " + name + session.say(": found otherwise", ": anders vorgefunden"));
    }
  }

  private void findings(Plan approved, Plan now) {
    for (Plan.Reason reason : approved.findings()) {
      if (!now.findings().contains(reason)) {
        lines.add("- " + reason.severity() + " " + reason.code());
      }
    }
    for (Plan.Reason reason : now.findings()) {
      if (!approved.findings().contains(reason)) {
        lines.add("+ " + reason.severity() + " " + reason.code());
      }
    }
  }

  private static Map<String, PlannedStep> byName(Plan plan) {
    var map = new LinkedHashMap<String, PlannedStep>();
    plan.steps().forEach(s -> map.put(s.step().name(), s));
    return map;
  }
}
