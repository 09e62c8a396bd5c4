package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.site.Site;

/**
 * What the adapters are built from.
 *
 * @param workspace secrets named {@code file:} are in it
 * @param knownHosts lines of the trust store
 * @param agent socket of an SSH agent
 */
public record WorldSettings(
    Site site,
    Path workspace,
    String knownHosts,
    Map<String, String> environment,
    Optional<Path> agent,
    InstantSource clock) {
  public WorldSettings {
    environment = Map.copyOf(environment);
  }
}
