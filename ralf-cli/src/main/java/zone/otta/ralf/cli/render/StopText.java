package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;

/** What a person must know when a run stopped: what is known, what is not, what next. */
public final class StopText {
  private StopText() {}

  /**
   * Empty if the run did not stop.
   *
   * @param verified how many of the run's steps are verified by now, earlier attempts included
   */
  public static List<String> lines(
      Outcome outcome, Plan plan, int verified, long run, Language language) {
    return lines(outcome, plan.steps().size(), verified, run, takesAway(plan), language);
  }

  static List<String> lines(
      Outcome outcome, int total, int verified, long run, boolean takesAway, Language language) {
    String next = next(run, takesAway, language == Language.DE);
    boolean german = language == Language.DE;
    return switch (outcome) {
      case Outcome.Completed completed -> List.of();
      case Outcome.Interrupted end -> interrupted(end, total, next, german);
      case Outcome.Stopped stopped -> stopped(stopped, total, verified, next, language);
    };
  }

  private static List<String> interrupted(
      Outcome.Interrupted end, int total, String next, boolean german) {
    int done = end.verified();
    return List.of(
        german
            ? "Angehalten, wie gewünscht, nach Schritt %d/%d (RALF-A006).".formatted(done, total)
            : "Ended as asked after step %d/%d (RALF-A006).".formatted(done, total),
        german
            ? "Bekannt: Schritte 1–%d sind geprüft. Unbekannt: nichts.".formatted(done)
            : "Known: steps 1–%d are verified. Unknown: nothing.".formatted(done),
        next);
  }

  private static List<String> stopped(
      Outcome.Stopped stopped, int total, int verified, String next, Language language) {
    boolean german = language == Language.DE;
    var lines = new ArrayList<String>();
    String why = SafeText.of(stopped.why().summary().in(language));
    String code = " (" + stopped.why().code() + ").";
    String place =
        stopped
            .at()
            .map(
                s ->
                    (german ? "in Schritt " : "in step ")
                        + s.number()
                        + "/"
                        + total
                        + " "
                        + name(s))
            .orElse(before(verified, german));
    lines.add((german ? "Angehalten " : "Stopped ") + place + ": " + why + code);
    lines.add(known(stopped, verified, german));
    stopped
        .why()
        .notes()
        .forEach(n -> lines.add((german ? "Hinweis: " : "Note: ") + SafeText.of(n.in(language))));
    stopped
        .why()
        .help()
        .ifPresent(h -> lines.add((german ? "Hilfe: " : "Help: ") + SafeText.of(h.in(language))));
    lines.add(next);
    return lines;
  }

  private static String before(int verified, boolean german) {
    if (verified > 0) {
      return german ? "vor der nächsten Änderung" : "before the next change";
    }
    return german ? "vor der ersten Änderung" : "before the first change";
  }

  private static String known(Outcome.Stopped stopped, int verified, boolean german) {
    String known;
    if (stopped.at().isPresent() && stopped.at().get().number() > 1) {
      known =
          (german ? "Bekannt: Schritte 1–%d sind geprüft." : "Known: steps 1–%d are verified.")
              .formatted(stopped.at().get().number() - 1);
    } else if (verified > 0) {
      known =
          (german
                  ? "Bekannt: %d Schritte sind geprüft; seither wurde nichts geändert."
                  : "Known: %d steps are verified; nothing was changed since.")
              .formatted(verified);
    } else {
      known = german ? "Bekannt: nichts wurde geändert." : "Known: nothing was changed.";
    }
    if (stopped.outcomeKnown() || stopped.at().isEmpty()) {
      return known + (german ? " Unbekannt: nichts." : " Unknown: nothing.");
    }
    String name = name(stopped.at().get());
    return known
        + (german
            ? " Unbekannt: ob %s geschehen ist; RALF sieht nach, bevor es handelt.".formatted(name)
            : " Unknown: whether %s happened; RALF will look before it acts.".formatted(name));
  }

  private static String name(PlannedStep step) {
    return SafeText.of(step.step().name());
  }

  private static String next(long run, boolean takesAway, boolean german) {
    return (takesAway ? done(german) : nothingLost(german))
        + (german ? "  Weiter: " : "  Next: ")
        + "ralf apply --resume "
        + run;
  }

  /** Half a removal or half a rollback is no state to stay in, and did lose something. */
  private static boolean takesAway(Plan plan) {
    return plan.operation()
        .filter(o -> o instanceof Operation.Destroy || o instanceof Operation.RollBack)
        .isPresent();
  }

  private static String done(boolean german) {
    return german
        ? "Was geschehen ist, bleibt; der Rest lässt sich fortsetzen."
        : "What is done stays done; the rest can be resumed.";
  }

  private static String nothingLost(boolean german) {
    return german ? "Nichts ist verloren." : "Nothing is lost.";
  }
}
