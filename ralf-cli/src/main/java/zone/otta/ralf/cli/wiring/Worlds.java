package zone.otta.ralf.cli.wiring;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import java.util.function.UnaryOperator;

/** Builds the world a site describes. The injector is made here, when a command needs one. */
public final class Worlds {
  private final UnaryOperator<Module> change;

  /** With the adapters the site chooses. */
  public Worlds() {
    this(module -> module);
  }

  private Worlds(UnaryOperator<Module> change) {
    this.change = change;
  }

  /** With other parts in place of some adapters. */
  public static Worlds with(Module parts) {
    return new Worlds(module -> Modules.override(module).with(parts));
  }

  public OpenWorld open(WorldSettings settings) {
    return new OpenWorld(
        Guice.createInjector(Stage.DEVELOPMENT, change.apply(new WorldModule(settings))));
  }
}
