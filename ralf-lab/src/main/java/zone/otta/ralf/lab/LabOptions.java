package zone.otta.ralf.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.lab.vault.Derivation;

/**
 * How a lab is started.
 *
 * @param dir its home, made 0700: status file, credentials, access log
 * @param cacheHome parent of the cache of unpacked server programs, for example {@code ~/.cache}
 * @param unauthorized how late the API says 401; the real one takes 3 s
 * @param vault how the account of an emulated Vaultwarden makes its key; empty: there is none
 * @param names which servers for names there are besides the site's own
 */
public record LabOptions(
    Path dir,
    Path cacheHome,
    WorldOptions world,
    Duration unauthorized,
    Optional<Derivation> vault,
    Set<NameServer> names) {
  /** A server for names. */
  public enum NameServer {
    /** A resolver that asks the site's own server and remembers what it said. */
    RESOLVER,
    /** An emulated Pi-hole, with records of its own. */
    PIHOLE,
    /** An emulated OPNsense, with overrides of its own. */
    OPNSENSE
  }

  private static final Duration SHORT = Duration.ofMillis(200);

  public LabOptions {
    names = Set.copyOf(names);
  }

  public static LabOptions in(Path dir) {
    return new LabOptions(
        dir, userCache(), WorldOptions.usual(), SHORT, Optional.empty(), Set.of());
  }

  public LabOptions withDir(Path other) {
    return new LabOptions(other, cacheHome, world, unauthorized, vault, names);
  }

  public LabOptions withWorld(WorldOptions other) {
    return new LabOptions(dir, cacheHome, other, unauthorized, vault, names);
  }

  public LabOptions withUnauthorized(Duration delay) {
    return new LabOptions(dir, cacheHome, world, delay, vault, names);
  }

  /** With a vault. */
  public LabOptions withVault(Derivation derivation) {
    return new LabOptions(dir, cacheHome, world, unauthorized, Optional.of(derivation), names);
  }

  /** With another server for names. */
  public LabOptions with(NameServer server) {
    var all = new HashSet<>(names);
    all.add(server);
    return new LabOptions(dir, cacheHome, world, unauthorized, vault, all);
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
