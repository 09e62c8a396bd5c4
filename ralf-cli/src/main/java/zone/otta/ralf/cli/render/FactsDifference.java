package zone.otta.ralf.cli.render;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.plan.Facts;

/** The fields in which what is seen differs from what is wanted: {@code memoryMib 2048 → 4096}. */
final class FactsDifference {
  private FactsDifference() {}

  static List<String> between(Facts seen, Facts wanted) {
    var fields = new ArrayList<String>();
    if (seen.getClass() != wanted.getClass()) {
      return fields;
    }
    for (RecordComponent component : wanted.getClass().getRecordComponents()) {
      String before = text(component, seen);
      String after = text(component, wanted);
      if (!before.equals(after)) {
        fields.add(component.getName() + " " + before + " → " + after);
      }
    }
    return fields;
  }

  private static String text(RecordComponent component, Facts facts) {
    try {
      String text = String.valueOf(component.getAccessor().invoke(facts));
      return text.matches("[0-9a-f]{64}") ? text.substring(0, 8) : text;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
