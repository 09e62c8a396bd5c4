package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.trust.TrustStore;

/**
 * What the adapters are built from.
 *
 * @param workspace secrets named {@code file:} are in it
 * @param state keeps whom to trust
 * @param agent socket of an SSH agent
 */
public record WorldSettings(
    Site site,
    Path workspace,
    StateDirectory state,
    Map<String, String> environment,
    Optional<Path> agent,
    InstantSource clock) {
  public WorldSettings {
    environment = Map.copyOf(environment);
  }

  /** Lines of the trust store. */
  String knownHosts() {
    return new TrustStore(state).text();
  }
}
