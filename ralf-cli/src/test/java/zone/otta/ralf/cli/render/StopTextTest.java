package zone.otta.ralf.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;

/** What is known, what is not, what to run next: never more than is true. */
class StopTextTest {
  private static final Finding WHY =
      Finding.blocker(
              "RALF-W002",
              Text.of("no answer from pve:22 for 30 s", "seit 30 s keine Antwort von pve:22"))
          .help(Text.of("see whether the node is up", "nachsehen, ob der Knoten läuft"));

  @Test
  void outcomeOfTheStepIsUnknown() {
    assertThat(english(new Outcome.Stopped(Optional.of(step(3)), WHY, false), 2))
        .isEqualTo(
            """
            Stopped in step 3/19 start: no answer from pve:22 for 30 s (RALF-W002).
            Known: steps 1–2 are verified. Unknown: whether start happened; RALF will look before it acts.
            Help: see whether the node is up
            Nothing is lost.  Next: ralf apply --resume 41\
            """);
  }

  @Test
  void outcomeOfTheStepIsKnown() {
    assertThat(english(new Outcome.Stopped(Optional.of(step(3)), WHY, true), 2))
        .contains("Known: steps 1–2 are verified. Unknown: nothing.");
  }

  @Test
  void stoppedBeforeTheFirstChange() {
    assertThat(english(new Outcome.Stopped(Optional.empty(), WHY, true), 0))
        .startsWith("Stopped before the first change: ")
        .contains("Known: nothing was changed. Unknown: nothing.");
  }

  @Test
  void stoppedInTheFirstStep() {
    assertThat(english(new Outcome.Stopped(Optional.of(step(1)), WHY, false), 0))
        .contains("Known: nothing was changed. Unknown: whether start happened");
  }

  @Test
  void resumedRunThatStopsAtOnceDoesNotForgetWhatItDidEarlier() {
    assertThat(english(new Outcome.Stopped(Optional.empty(), WHY, true), 14))
        .startsWith("Stopped before the next change: ")
        .contains("Known: 14 steps are verified; nothing was changed since. Unknown: nothing.");
  }

  @Test
  void endedAsAsked() {
    assertThat(english(new Outcome.Interrupted(5), 5))
        .isEqualTo(
            """
            Ended as asked after step 5/19 (RALF-A006).
            Known: steps 1–5 are verified. Unknown: nothing.
            Nothing is lost.  Next: ralf apply --resume 41\
            """);
  }

  @Test
  void completeRunHasNone() {
    assertThat(english(new Outcome.Completed(19), 19)).isEmpty();
  }

  @Test
  void german() {
    assertThat(
            String.join(
                "\n",
                StopText.lines(
                    new Outcome.Stopped(Optional.of(step(3)), WHY, false),
                    19,
                    2,
                    41,
                    false,
                    Language.DE)))
        .isEqualTo(
            """
            Angehalten in Schritt 3/19 start: seit 30 s keine Antwort von pve:22 (RALF-W002).
            Bekannt: Schritte 1–2 sind geprüft. Unbekannt: ob start geschehen ist; RALF sieht nach, bevor es handelt.
            Hilfe: nachsehen, ob der Knoten läuft
            Nichts ist verloren.  Weiter: ralf apply --resume 41\
            """);
  }

  @Test
  void halfARemovalDidLoseSomething() {
    Outcome stopped = new Outcome.Stopped(Optional.of(step(4)), WHY, false);
    assertThat(StopText.lines(stopped, 4, 3, 41, true, Language.EN).getLast())
        .isEqualTo(
            "What is done stays done; the rest can be resumed.  Next: ralf apply --resume 41");
    assertThat(StopText.lines(stopped, 4, 3, 41, true, Language.DE).getLast())
        .isEqualTo(
            "Was geschehen ist, bleibt; der Rest lässt sich fortsetzen.  Weiter: ralf apply --resume 41");
  }

  private static String english(Outcome outcome, int verified) {
    return String.join("\n", StopText.lines(outcome, 19, verified, 41, false, Language.EN));
  }

  private static PlannedStep step(int number) {
    return new PlannedStep(
        number,
        Action.CREATE,
        new Step.StartContainer(new Facts.Power(new Ctid(20010), true, true)),
        new Observation.Absent());
  }
}
