package zone.otta.ralf.gate;

import java.util.List;
import java.util.Objects;

/**
 * How a phase ended. Its JSON form has the fields {@code step_id}, {@code result}, {@code summary},
 * {@code artifacts}, {@code next_actions} in this order; the texts are already in the reader's
 * language.
 */
public record StatusObject(
    String stepId,
    Verdict result,
    String summary,
    List<String> artifacts,
    List<String> nextActions) {
  public StatusObject {
    Objects.requireNonNull(stepId);
    Objects.requireNonNull(result);
    Objects.requireNonNull(summary);
    artifacts = List.copyOf(artifacts);
    nextActions = List.copyOf(nextActions);
  }
}
