package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.postgresql.MemoryArchive;

/** Archives of a memory as files; asks nobody. */
public final class ArchiveFiles {
  private ArchiveFiles() {}

  /** Whether a file begins as an archive does; false if it cannot be read. */
  public static boolean is(Path file) {
    return MemoryArchive.is(file);
  }

  /**
   * Recomputes all of it.
   *
   * @param kept what it must hold
   * @throws zone.otta.ralf.port.PortException {@code RALF-J040}, {@code RALF-J041}, {@code
   *     RALF-J043}
   */
  public static Archived check(Path file, Optional<Anchor> kept) {
    return MemoryArchive.check(file, kept);
  }
}
