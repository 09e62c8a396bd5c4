package zone.otta.ralf.lab.guest;

import java.util.Optional;
import zone.otta.ralf.lab.postgres.PostgresBinaries;

/**
 * A guest operating system that the lab emulates.
 *
 * @param id its {@code ID} in os-release
 * @param systemState what {@code systemctl is-system-running} says once it is up; the Debian
 *     container recorded on Proxmox VE is degraded by one failed mount
 * @param postgresMajor the major its package manager offers
 * @param postgresVersion the version of that package
 */
public record Release(
    String id, String version, String systemState, int postgresMajor, String postgresVersion) {
  private static final Release UBUNTU =
      new Release(
          "ubuntu",
          "24.04",
          "running",
          PostgresBinaries.MAJOR,
          PostgresBinaries.VERSION + "-0ubuntu0.24.04.1");
  private static final Release BOOKWORM =
      new Release("debian", "12", "degraded", 15, "15.20-0+deb12u1");
  private static final Release TRIXIE =
      new Release("debian", "13", "degraded", 17, "17.6-0+deb13u1");

  /** The release inside a template; Debian 12 where the name says nothing, as in the recordings. */
  public static Release of(String templateFile) {
    if (templateFile.startsWith("ubuntu-24.04")) {
      return UBUNTU;
    }
    return templateFile.startsWith("debian-13") ? TRIXIE : BOOKWORM;
  }

  String osRelease() {
    return Resource.text("os-release-" + id + "-" + version);
  }

  /** The server's package. */
  String postgresPackage() {
    return "postgresql-" + postgresMajor;
  }

  /** Whether a real server of that major can run. */
  boolean runs() {
    return postgresMajor == PostgresBinaries.MAJOR;
  }

  /**
   * What the package manager knows of a package after an update; empty if it knows none of that
   * name.
   */
  Optional<String> candidate(String name) {
    if (name.equals(postgresPackage())) {
      return Optional.of(postgresVersion);
    }
    return name.equals("postgresql")
        ? Optional.of(postgresMajor + (id.equals("ubuntu") ? "+257build1.1" : "+248+deb12u2"))
        : Optional.empty();
  }
}
