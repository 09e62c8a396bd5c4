package zone.otta.ralf.plan.sample;

import com.google.inject.Injector;

/** Breaks the rules on purpose. */
public final class KnowsGuice {
  public String name(Injector injector) {
    return injector.toString();
  }
}
