package zone.otta.ralf.cli.render;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import zone.otta.ralf.apply.RunState;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.smoke.SmokeResult;

/**
 * Progress for people: one live line per running step on a terminal, lines with a time in a pipe.
 */
public final class ProgressText implements Progress, AutoCloseable {
  private final Output output;
  private final InstantSource clock;
  private final boolean whole;
  private final LiveLine live;
  private final boolean german;
  private int lastWaiting;
  private String running = "";
  private int steps;
  private Duration all = Duration.ZERO;
  private Duration packages = Duration.ZERO;

  /**
   * @param whole whether status objects are also shown as JSON
   */
  public ProgressText(Output output, InstantSource clock, boolean whole) {
    this.output = output;
    this.clock = clock;
    this.whole = whole;
    this.live = new LiveLine(output, clock);
    this.german = output.language() == Language.DE;
  }

  @Override
  public void opened(long run, Plan plan, RunState state) {
    say((german ? "Lauf " : "run ") + run + ", plan " + plan.hash().shortForm());
    if (!state.verified().isEmpty() || !state.started().isEmpty()) {
      say(
          german
              ? "geprüft sind %d Schritte; %d begonnen, Ausgang unbekannt: RALF sieht erst nach"
                  .formatted(state.verified().size(), open(state))
              : "%d steps are verified; %d begun with unknown outcome: RALF looks first"
                  .formatted(state.verified().size(), open(state)));
    }
  }

  private static long open(RunState state) {
    return state.started().stream().filter(s -> !state.verified().contains(s)).count();
  }

  @Override
  public void started(PlannedStep step, int total) {
    lastWaiting = 0;
    running = step.step().name();
    String line = count(step, total) + " " + what(step);
    if (output.style().live()) {
      live.show(" " + output.style().running() + " " + line);
    } else {
      say(line + (german ? " beginnt" : " started"));
    }
  }

  @Override
  public void waiting(PlannedStep step, String task, Duration sofar, Duration atMost) {
    String limit = (german ? "  (höchstens " : "  (at most ") + atMost.toSeconds() + " s)";
    if (output.style().live()) {
      live.waiting(" " + SafeText.of(task) + limit);
    } else if (sofar.toSeconds() / 10 > lastWaiting || lastWaiting == 0 && sofar.isZero()) {
      lastWaiting = (int) (sofar.toSeconds() / 10);
      say(step.step().name() + (german ? " wartet: " : " waits: ") + SafeText.of(task) + limit);
    }
  }

  @Override
  public void printed(String line) {
    String shown = SafeText.of(line.replace('\t', ' ').strip());
    if (shown.isEmpty() || running.isEmpty()) {
      return;
    }
    if (output.style().live()) {
      live.detail(shown);
    } else {
      say(running + ": " + shown);
    }
  }

  @Override
  public void verified(PlannedStep step, int total, boolean changed, Duration took) {
    live.done();
    steps++;
    all = all.plus(took);
    if (step.step() instanceof Step.InstallPackage) {
      packages = packages.plus(took);
    }
    String there =
        changed || step.action() == Action.KEEP ? "" : german ? " (war schon da)" : " (was there)";
    String line = count(step, total) + " " + what(step) + there;
    if (output.style().live()) {
      int room = output.style().width() - 12;
      output.aside(
          " "
              + output.style().done()
              + " "
              + DisplayWidth.pad(DisplayWidth.fit(line, room), room)
              + Durations.seconds(took));
    } else {
      say(line + (german ? " geprüft " : " verified ") + Durations.seconds(took));
    }
  }

  private static String count(PlannedStep step, int total) {
    return DisplayWidth.pad(step.number() + "/" + total, 6);
  }

  private String what(PlannedStep step) {
    List<StepText.Part> parts = StepText.of(step.step(), output.language());
    return DisplayWidth.pad(parts.get(0).group(), 12) + " " + SafeText.of(parts.get(0).text());
  }

  @Override
  public void smoked(SmokeResult result) {
    String mark = result.verdict() == Verdict.OK ? output.style().done() : output.style().bad();
    String line =
        DisplayWidth.pad(result.check().title().in(output.language()), 40)
            + " "
            + SafeText.of(result.detail().in(output.language()));
    if (output.style().live()) {
      output.aside(" " + mark + " " + line.stripTrailing());
    } else {
      say("smoke " + result.verdict() + " " + line.stripTrailing());
    }
  }

  @Override
  public void judged(Phase phase, StatusObject status) {
    live.done();
    output.lines(StatusLine.of(status, output.style(), whole));
    output.line(
        "Gate "
            + phase.gate()
            + ": "
            + output.style().verdict(status.result())
            + (phase == Phase.DEPLOY && steps > 0 && status.result() != Verdict.BLOCKER
                ? "   " + whereTheTimeWent()
                : ""));
  }

  private String whereTheTimeWent() {
    String spent =
        (german ? "%d Schritte in %s" : "%d steps in %s").formatted(steps, Durations.seconds(all));
    return packages.isZero()
        ? spent
        : spent
            + (german ? " (davon %s Pakete)" : " (%s of it packages)")
                .formatted(Durations.seconds(packages));
  }

  @Override
  public void endRequested() {
    live.done();
    say(
        german
            ? "Ende nach diesem Schritt; noch einmal Strg-C beendet sofort"
            : "ending after this step; Ctrl-C again ends at once");
  }

  /** On a terminal the eye knows the time; a log does not. */
  private void say(String line) {
    output.aside(
        output.style().live()
            ? line
            : clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  @Override
  public void close() {
    live.close();
  }
}
