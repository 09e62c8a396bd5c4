package zone.otta.ralf.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields in which two container configurations differ, as people read them: {@code memoryMib
 * 2048 -> 4096}.
 */
public final class ContainerDifference {
  private ContainerDifference() {}

  public static List<String> between(Facts.Container seen, Facts.Container wanted) {
    var fields = new ArrayList<String>();
    for (RecordComponent component : Facts.Container.class.getRecordComponents()) {
      Object a = part(component, seen);
      Object b = part(component, wanted);
      if (!a.equals(b)) {
        fields.add(component.getName() + " " + a + " -> " + b);
      }
    }
    return fields;
  }

  private static Object part(RecordComponent component, Facts.Container container) {
    try {
      return component.getAccessor().invoke(container);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
