package zone.otta.ralf.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.lab.vault.Derivation;

/**
 * How a lab is started.
 *
 * @param dir its home, made 0700: status file, credentials, access log
 * @param cacheHome parent of the cache of unpacked server programs, for example {@code ~/.cache}
 * @param unauthorized how late the API says 401; the real one takes 3 s
 * @param vault how the account of an emulated Vaultwarden makes its key; empty: there is none
 */
public record LabOptions(
    Path dir,
    Path cacheHome,
    WorldOptions world,
    Duration unauthorized,
    Optional<Derivation> vault) {
  private static final Duration SHORT = Duration.ofMillis(200);

  public static LabOptions in(Path dir) {
    return new LabOptions(dir, userCache(), WorldOptions.usual(), SHORT, Optional.empty());
  }

  public LabOptions withDir(Path other) {
    return new LabOptions(other, cacheHome, world, unauthorized, vault);
  }

  public LabOptions withWorld(WorldOptions other) {
    return new LabOptions(dir, cacheHome, other, unauthorized, vault);
  }

  public LabOptions withUnauthorized(Duration delay) {
    return new LabOptions(dir, cacheHome, world, delay, vault);
  }

  /** With a vault. */
  public LabOptions withVault(Derivation derivation) {
    return new LabOptions(dir, cacheHome, world, unauthorized, Optional.of(derivation));
  }

  /** With the Ubuntu template already on the node, so that nothing is downloaded. */
  public LabOptions templatePresent() {
    return withWorld(world.withTemplates(List.of(WorldOptions.UBUNTU)));
  }

  private static Path userCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg == null || xdg.isEmpty()
        ? Path.of(System.getProperty("user.home", "/tmp"), ".cache")
        : Path.of(xdg);
  }
}
