package zone.otta.ralf.cli.phases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.cli.wiring.WorldSettings;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.site.ReadSite;
import zone.otta.ralf.workspace.site.SiteReader;
import zone.otta.ralf.workspace.store.StateDirectory;

/**
 * The folder with {@code ralf.yaml}, and where RALF's memory of it is.
 *
 * @param declared whether there is a {@code ralf.yaml}; without one the site is the defaults
 * @param read the site with its findings and places
 */
public record Workspace(Path root, boolean declared, ReadSite read, Path stateRoot) {
  /** The named one, else the nearest above. Offline commands may go on without any. */
  public static Workspace find(Session session) {
    Path start = session.namedWorkspace().orElse(session.here().directory());
    Optional<Path> file =
        session.namedWorkspace().isPresent()
            ? Optional.of(start.resolve(SiteReader.FILE)).filter(Files::exists)
            : SiteReader.find(start);
    Path root = file.map(Path::getParent).orElse(start);
    Path state = session.namedState().orElse(root.resolve(".ralf"));
    return new Workspace(root, file.isPresent(), Sites.read(file, session), state);
  }

  /**
   * The site.
   *
   * @throws Refused if {@code ralf.yaml} cannot be used
   */
  public Site site() {
    return Sites.usable(read);
  }

  /** For commands that touch a host: they never guess which. */
  public static Workspace require(Session session) {
    Workspace workspace = find(session);
    if (!workspace.declared()) {
      throw new Refused(
          Exit.BLOCKER,
          Finding.blocker(
                  "RALF-N001",
                  Text.of(
                      "no ralf.yaml in or above " + workspace.root(),
                      "keine ralf.yaml in oder über " + workspace.root()))
              .help(
                  Text.of(
                      "name the workspace with -C DIR or RALF_WORKSPACE; RALF does not guess a host",
                      "Arbeitsbereich mit -C DIR oder RALF_WORKSPACE nennen; RALF rät keinen Host")));
    }
    return workspace;
  }

  /** A file as people call it: relative to the workspace where it is inside. */
  public String name(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path real = root.toAbsolutePath().normalize();
    return absolute.startsWith(real) ? real.relativize(absolute).toString() : absolute.toString();
  }

  /** Connects to nobody before the first use. */
  public OpenWorld open(Session session, StateDirectory state) {
    OpenWorld world =
        session
            .worlds()
            .open(
                new WorldSettings(
                    site(),
                    root,
                    state,
                    session.here().environment(),
                    session.here().variable("SSH_AUTH_SOCK").map(Path::of),
                    session.here().clock()));
    session.output().redactAlso(world.redactor());
    return world;
  }
}
