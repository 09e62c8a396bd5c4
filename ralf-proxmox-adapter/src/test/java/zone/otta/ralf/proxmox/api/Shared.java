package zone.otta.ralf.proxmox.api;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder with recordings and schemas, beside the repository; not everybody has it. */
final class Shared {
  private Shared() {}

  /** A file or folder in it; skips the test where there is none. */
  static Path path(String name) {
    String named = System.getenv("RALF_SHARED");
    Path folder = named == null ? search() : Path.of(named);
    Assumptions.assumeTrue(
        Files.exists(folder.resolve("design.md")),
        "the recordings in ../shared are not here (set RALF_SHARED)");
    return folder.resolve(name);
  }

  private static Path search() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("shared/design.md"))) {
        return up.resolve("shared");
      }
    }
    return Path.of("/nowhere");
  }
}
