package zone.otta.ralf.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FactsDifference;

/**
 * One field of one object that completed runs made another one.
 *
 * @param object the step's name, {@code role ralf}
 * @param field the fact's component, the setting's name, or {@link Difference#PRESENCE}
 * @param before {@code -} for nothing
 * @param after {@code -} for nothing
 */
public record RecordedChange(String object, String field, String before, String after) {
  private static final String SERVICE = "service";

  /**
   * In the order of the plans. Nothing where one of the plans is not known: unknown is not absent.
   */
  public static List<RecordedChange> between(ServiceRecord before, ServiceRecord after) {
    if (before.planLost() || after.planLost()) {
      return List.of();
    }
    var changes = new ArrayList<RecordedChange>();
    node(before)
        .ifPresent(
            then ->
                node(after)
                    .filter(now -> !now.equals(then))
                    .ifPresent(
                        now -> changes.add(new RecordedChange("container", "node", then, now))));
    objects(before.objects(), after.objects(), changes);
    if (!before.settings().isEmpty() && !after.settings().isEmpty()) {
      settings(before.settings(), after.settings(), changes);
      rules(before.rules(), after.rules(), changes);
    }
    return changes;
  }

  private static Optional<String> node(ServiceRecord record) {
    return record.plan().map(plan -> plan.binding().node());
  }

  private static void objects(
      Map<String, Facts> before, Map<String, Facts> after, List<RecordedChange> changes) {
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      if (!before.containsKey(name)) {
        changes.add(presence(name, Difference.ABSENT, Difference.PRESENT));
      } else if (!after.containsKey(name)) {
        changes.add(presence(name, Difference.PRESENT, Difference.ABSENT));
      } else {
        FactsDifference.between(before.get(name), after.get(name)).stream()
            .map(f -> new RecordedChange(name, f.name(), f.recorded(), f.found()))
            .forEach(changes::add);
      }
    }
  }

  private static RecordedChange presence(String name, String before, String after) {
    return new RecordedChange(name, Difference.PRESENCE, before, after);
  }

  private static void settings(
      Map<String, String> before, Map<String, String> after, List<RecordedChange> changes) {
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String then = before.getOrDefault(name, FactsDifference.NOTHING);
      String now = after.getOrDefault(name, FactsDifference.NOTHING);
      if (!then.equals(now)) {
        changes.add(new RecordedChange(SERVICE, name, then, now));
      }
    }
  }

  private static void rules(List<String> before, List<String> after, List<RecordedChange> changes) {
    before.stream()
        .filter(rule -> !after.contains(rule))
        .map(rule -> new RecordedChange(SERVICE, "rule", rule, FactsDifference.NOTHING))
        .forEach(changes::add);
    after.stream()
        .filter(rule -> !before.contains(rule))
        .map(rule -> new RecordedChange(SERVICE, "rule", FactsDifference.NOTHING, rule))
        .forEach(changes::add);
  }
}
