package zone.otta.ralf.workspace.card;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the reference inputs, which live outside of the repository, and the repository itself. */
final class SharedFiles {
  private SharedFiles() {}

  /** A file of the shared folder; the test is skipped where there is none. */
  static Path shared(String name) {
    String given = System.getenv("RALF_SHARED");
    if (given != null) {
      return Path.of(given).resolve(name);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("shared/design.md"))) {
        return folder.resolve("shared").resolve(name);
      }
    }
    return abort("skipped: no shared folder beside the repository (set RALF_SHARED)");
  }

  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ralf-domain"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
