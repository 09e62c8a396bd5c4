package zone.otta.ralf.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.json.Json;

/** The JSON form of a status object, docs/status-object.schema.json. */
public final class StatusJson {
  private StatusJson() {}

  public static Json.Obj write(StatusObject status) {
    return Json.object()
        .with("step_id", status.stepId())
        .with("result", status.result().name())
        .with("summary", status.summary())
        .with("artifacts", Json.strings(status.artifacts()))
        .with("next_actions", Json.strings(status.nextActions()));
  }

  /**
   * The object, or nothing if a field is missing or of another kind. Extra members are tolerated.
   */
  public static Optional<StatusObject> read(Json json) {
    if (!(json instanceof Json.Obj obj)) {
      return Optional.empty();
    }
    Optional<String> stepId = string(obj, "step_id");
    Optional<Verdict> result = string(obj, "result").flatMap(StatusJson::verdict);
    Optional<String> summary = string(obj, "summary");
    Optional<List<String>> artifacts = strings(obj, "artifacts");
    Optional<List<String>> nextActions = strings(obj, "next_actions");
    return Stream.of(stepId, result, summary, artifacts, nextActions).allMatch(Optional::isPresent)
        ? Optional.of(
            new StatusObject(
                stepId.get(), result.get(), summary.get(), artifacts.get(), nextActions.get()))
        : Optional.empty();
  }

  private static Optional<Verdict> verdict(String word) {
    return Stream.of(Verdict.values()).filter(v -> v.name().equals(word)).findFirst();
  }

  private static Optional<String> string(Json.Obj obj, String name) {
    return obj.get(name).flatMap(StatusJson::string);
  }

  private static Optional<String> string(Json json) {
    return json instanceof Json.Str str ? Optional.of(str.value()) : Optional.empty();
  }

  private static Optional<List<String>> strings(Json.Obj obj, String name) {
    return obj.get(name)
        .filter(Json.Arr.class::isInstance)
        .map(array -> ((Json.Arr) array).items().stream().map(StatusJson::string).toList())
        .filter(items -> items.stream().allMatch(Optional::isPresent))
        .map(items -> items.stream().map(Optional::get).toList());
  }
}
