package zone.otta.ralf.cli.render;

import java.time.Duration;
import java.time.InstantSource;
import zone.otta.ralf.apply.RunState;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.smoke.SmokeResult;

/** Progress for programs: one JSON object a line, each with {@code event} and {@code at}. */
public final class ProgressJson implements Progress {
  private final Output output;
  private final InstantSource clock;
  private int running;

  public ProgressJson(Output output, InstantSource clock) {
    this.output = output;
    this.clock = clock;
  }

  private Json.Obj event(String name) {
    return Json.object().with("event", name).with("at", clock.instant().toString());
  }

  private Json.Obj step(String name, PlannedStep step, int total) {
    return event(name)
        .with("step", step.number())
        .with("of", total)
        .with("name", step.step().name())
        .with("text", StepText.line(step.step(), output.language()));
  }

  @Override
  public void opened(long run, Plan plan, RunState state) {
    output.event(
        event("opened")
            .with("run", run)
            .with("plan", plan.hash().hex())
            .with("verified", state.verified().size()));
  }

  @Override
  public void started(PlannedStep step, int total) {
    running = step.number();
    output.event(step("started", step, total));
  }

  @Override
  public void waiting(PlannedStep step, String task, Duration sofar, Duration atMost) {
    output.event(
        event("waiting")
            .with("step", step.number())
            .with("task", task)
            .with("so_far_ms", sofar.toMillis())
            .with("at_most_ms", atMost.toMillis()));
  }

  @Override
  public void printed(String line) {
    if (running > 0) {
      output.event(event("printed").with("step", running).with("line", line));
    }
  }

  @Override
  public void verified(PlannedStep step, int total, boolean changed, Duration took) {
    output.event(
        step("verified", step, total).with("changed", changed).with("took_ms", took.toMillis()));
  }

  @Override
  public void smoked(SmokeResult result) {
    output.event(
        event("smoked")
            .with("check", result.check().id())
            .with("result", result.verdict().name())
            .with("detail", result.detail().in(output.language())));
  }

  @Override
  public void judged(Phase phase, StatusObject status) {
    output.event(
        event("judged")
            .with("phase", phase.number())
            .with("gate", phase.gate())
            .with("status", StatusJson.write(status)));
  }

  @Override
  public void endRequested() {
    output.event(event("end_requested"));
  }
}
