package zone.otta.ralf.cli;

import com.google.inject.AbstractModule;
import zone.otta.ralf.cli.session.Surroundings;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.port.SmokeProbe;

/** The program with a part that breaks, and tells all it knows while it does. */
public final class BreakingRalf {
  private BreakingRalf() {}

  public static void main(String... args) {
    Worlds worlds =
        Worlds.with(
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(SmokeProbe.class)
                    .toProvider(
                        () -> {
                          throw broken(System.getenv().toString());
                        });
              }
            });
    System.exit(new Ralf(Surroundings.ofProcess(), worlds).run(args).code());
  }

  private static IllegalStateException broken(String all) {
    var broken = new IllegalStateException(all, new IllegalArgumentException(all));
    broken.addSuppressed(new IllegalArgumentException(all));
    return broken;
  }
}
