package zone.otta.ralf.workspace.scan;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.site.VaultwardenEndpoint;

/**
 * The files of a workspace that are there to hold a secret: those that {@code ralf.yaml} names,
 * those that a card may name, and RALF's own key. What stands in them is no finding; that others
 * may read them is.
 */
public final class SecretPlaces {
  private final Path root;
  private final Optional<Site> site;
  private final Set<Path> named = new HashSet<>();

  private SecretPlaces(Path root, Optional<Site> site) {
    this.root = root;
    this.site = site;
  }

  /**
   * @param root the folder of {@code ralf.yaml}
   * @param state the state directory
   * @param site empty if {@code ralf.yaml} cannot be used
   */
  public static SecretPlaces of(Path root, Path state, Optional<Site> site) {
    var places = new SecretPlaces(root, site);
    places.named.add(state.resolve("mark.key"));
    site.ifPresent(places::add);
    return places;
  }

  private void add(Site all) {
    Stream.of(
            all.references().stream(),
            all.secrets().from().values().stream(),
            all.vault().map(VaultwardenEndpoint::masterPassword).stream())
        .flatMap(references -> references)
        .filter(reference -> reference.scheme().equals("file"))
        .forEach(reference -> named.add(root.resolve(reference.locator()).normalize()));
    all.outside().flatMap(OutsideProbe::keyFile).ifPresent(this::keyFile);
    all.proxmox()
        .ifPresent(
            node -> {
              node.keyFile().ifPresent(this::keyFile);
              if (node.guest() instanceof GuestAccess.Ssh ssh) {
                keyFile(ssh.keyFile());
              }
            });
  }

  private void keyFile(String file) {
    named.add(root.resolve(file).normalize());
  }

  /** Whether {@code ralf.yaml} or RALF itself keeps a secret in this very file. */
  boolean named(Path file) {
    return named.contains(file);
  }

  /** Whether a card may name the file as a secret. */
  boolean allowed(Path file) {
    if (!file.startsWith(root)) {
      return false;
    }
    return SecretReference.parse("file:" + root.relativize(file))
        .filter(reference -> site.filter(s -> s.secrets().allows(reference)).isPresent())
        .isPresent();
  }
}
