package zone.otta.ralf.testkit.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Runs a kit's rules outside JUnit, to see which of them a wrong adapter breaks. */
public final class RuleRunner {
  private RuleRunner() {}

  /** The broken rules, {@code ch05}, with what was thrown. */
  public static Map<String, Throwable> broken(Supplier<?> kit) {
    var broken = new TreeMap<String, Throwable>();
    for (Method rule : rules(kit.get().getClass())) {
      try {
        rule.invoke(kit.get());
      } catch (InvocationTargetException e) {
        broken.put(rule.getName().substring(0, 4), e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return broken;
  }

  private static List<Method> rules(Class<?> kit) {
    return Arrays.stream(kit.getMethods())
        .filter(m -> m.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }
}
