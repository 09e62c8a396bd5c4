package zone.otta.ralf.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs a contract kit against an adapter that is known to be wrong, to see the kit turn red. Knows
 * test methods without parameters and what surrounds each of them, no other feature of JUnit.
 */
public final class BrokenRules {
  private BrokenRules() {}

  /**
   * The rules that fail.
   *
   * @param kit makes a fresh instance of the kit for each rule
   * @return the part of each method's name before the first underscore, for example {@code jo05}
   */
  public static SortedSet<String> of(Supplier<?> kit) {
    SortedSet<String> broken = new TreeSet<>();
    List<Method> rules = methods(kit.get().getClass(), Test.class);
    if (rules.isEmpty()) {
      throw new IllegalStateException("a kit without rules");
    }
    for (Method rule : rules) {
      if (!holds(kit.get(), rule)) {
        broken.add(rule.getName().replaceFirst("_.*", ""));
      }
    }
    return broken;
  }

  private static boolean holds(Object kit, Method rule) {
    try {
      for (Method before : methods(kit.getClass(), BeforeEach.class)) {
        call(kit, before);
      }
      try {
        call(kit, rule);
      } finally {
        for (Method after : methods(kit.getClass(), AfterEach.class).reversed()) {
          call(kit, after);
        }
      }
      return true;
    } catch (InvocationTargetException e) {
      return false;
    }
  }

  private static void call(Object kit, Method method) throws InvocationTargetException {
    try {
      method.setAccessible(true);
      method.invoke(kit);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the kit and what it extends, the base class's first. */
  private static List<Method> methods(Class<?> kit, Class<? extends Annotation> annotation) {
    List<Method> found = new ArrayList<>();
    for (Class<?> type = kit; type != null; type = type.getSuperclass()) {
      List<Method> own = new ArrayList<>();
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(annotation)) {
          own.add(method);
        }
      }
      found.addAll(0, own);
    }
    return found;
  }
}
