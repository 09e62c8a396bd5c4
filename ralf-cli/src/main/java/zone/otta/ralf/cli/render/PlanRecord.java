package zone.otta.ralf.cli.render;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.FactsDifference;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;

/**
 * A plan as it is printed, as JSON or for people.
 *
 * @param plan the hash; empty if there is no plan
 * @param world who was asked: {@code pve (Proxmox VE 9.2.11, pct as root@10.10.0.5:22)}
 * @param commands remote commands it took
 * @param next the command a person may give now; empty if none
 */
public record PlanRecord(
    Verdict verdict,
    Verdict gate1,
    Verdict gate2,
    String service,
    String plan,
    String world,
    List<Line> steps,
    List<Found> findings,
    List<StatusObject> status,
    int commands,
    String file,
    String next) {
  /** A step; {@code change} says what would be another than now. */
  public record Line(
      int number, Action action, String name, List<StepText.Part> parts, List<String> change) {
    Json json() {
      Json.Obj json =
          Json.object()
              .with("number", number)
              .with("action", action.name())
              .with("name", name)
              .with("text", String.join(" · ", parts.stream().map(StepText.Part::text).toList()));
      return change.isEmpty() ? json : json.with("change", Json.strings(change));
    }
  }

  public static List<Line> lines(Plan plan, Language language) {
    return plan.steps().stream().map(s -> line(s, language)).toList();
  }

  private static Line line(PlannedStep planned, Language language) {
    List<String> change = change(planned, language);
    return new Line(
        planned.number(),
        planned.action(),
        planned.step().name(),
        StepText.of(planned.step(), language),
        change);
  }

  private static List<String> change(PlannedStep planned, Language language) {
    if (planned.step() instanceof Step.ChangeContainer change) {
      return ContainerDifference.between(change.from(), change.desired()).stream()
          .map(
              f ->
                  f.name()
                      + " "
                      + f.seen()
                      + " → "
                      + f.wanted()
                      + " ("
                      + f.effect().text().in(language)
                      + ")")
          .toList();
    }
    if (planned.step() instanceof Step.RollBack || planned.step() instanceof Step.StopContainer) {
      // The step's own words say it.
      return List.of();
    }
    return planned.action() == Action.UPDATE
            && planned.prior() instanceof Observation.Present present
        ? FactsDifference.between(planned.step().desired(), present.facts()).stream()
            .map(f -> f.name() + " " + f.found() + " → " + f.recorded())
            .toList()
        : List.of();
  }

  /** Who answered. */
  public static String world(PlanReport report) {
    Optional<String> endpoint = report.plan().map(p -> p.binding().endpoint());
    return report
        .inventory()
        .map(
            i ->
                i.node()
                    + " (Proxmox VE "
                    + i.version()
                    + endpoint.map(PlanRecord::way).orElse("")
                    + ")")
        .orElse("-");
  }

  private static String way(String endpoint) {
    return endpoint.startsWith("https://") ? ", API at " + endpoint : ", pct as " + endpoint;
  }

  public long count(Action action) {
    return steps.stream().filter(s -> s.action() == action).count();
  }

  public Json.Obj json() {
    return Json.object()
        .with("verdict", verdict.name())
        .with("service", service)
        .with("plan", plan)
        .with("file", file)
        .with("world", world)
        .with("remote_commands", commands)
        .with("gates", Json.object().with("1", gate1.name()).with("2", gate2.name()))
        .with(
            "changes",
            Json.object()
                .with("create", count(Action.CREATE))
                .with("change", count(Action.UPDATE))
                .with("destroy", count(Action.DELETE))
                .with("keep", count(Action.KEEP)))
        .with("steps", Json.array(steps, Line::json))
        .with("findings", Json.array(findings, Found::json))
        .with("status", Json.array(status, StatusJson::write))
        .with("next", next);
  }
}
