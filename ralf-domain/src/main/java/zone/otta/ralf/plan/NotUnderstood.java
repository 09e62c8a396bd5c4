package zone.otta.ralf.plan;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;

/** What the guest said is not understood: nothing is concluded from it. */
public final class NotUnderstood {
  private NotUnderstood() {}

  /** An observation that says so, with the guest's last line. */
  public static Observation by(Step.Guest step, Answer answer) {
    String said = answer.lines().isEmpty() ? "" : answer.lines().get(answer.lines().size() - 1);
    return new Observation.Unknown(
        Finding.blocker(
                "RALF-W050",
                Text.of(
                    "container " + step.ctid() + ": the state of " + step.name() + " is not known",
                    "Container " + step.ctid() + ": Zustand von " + step.name() + " ist unbekannt"))
            .note(
                Text.of(
                    "it answered (exit " + answer.exit() + "): " + said,
                    "Antwort (Ende " + answer.exit() + "): " + said)));
  }
}
