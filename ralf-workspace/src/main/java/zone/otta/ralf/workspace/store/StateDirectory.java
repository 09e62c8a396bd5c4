package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds what RALF remembers, {@code .ralf/} unless another one is named.
 *
 * <pre>
 * journal.jsonl      every event             snapshots/   states at an event
 * journal.lock       who writes it           plans/       plans by the first 12 digits of their hash
 * mark.key           key of RALF's marks     status/      the last status object of each phase
 *                                            trust/       host keys, certificates
 * </pre>
 *
 * Whatever RALF creates in it has mode 0700 or 0600.
 */
public final class StateDirectory {
  private final Path root;
  private final boolean isNew;

  private StateDirectory(Path root, boolean isNew) {
    this.root = root;
    this.isNew = isNew;
  }

  /**
   * Opens the directory, or creates it (0700).
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J004} if it cannot be used, {@code
   *     RALF-J006} if others may write into it
   */
  public static StateDirectory openOrCreate(Path root) {
    boolean isNew = Files.notExists(root.resolve("journal.jsonl"));
    try {
      DurableFile.createDirectories(root);
      return checked(root, isNew);
    } catch (IOException e) {
      throw StoreFault.io(root, e);
    }
  }

  /** The directory if it exists; creates nothing. */
  public static Optional<StateDirectory> find(Path root) {
    try {
      return Files.isDirectory(root)
          ? Optional.of(checked(root, Files.notExists(root.resolve("journal.jsonl"))))
          : Optional.empty();
    } catch (IOException e) {
      throw StoreFault.io(root, e);
    }
  }

  private static StateDirectory checked(Path root, boolean isNew) throws IOException {
    Path real = root.toRealPath();
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(real);
    if (mode.contains(PosixFilePermission.GROUP_WRITE)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      // Not tightened silently: --state may name a directory that is not RALF's alone.
      throw StoreFault.open(root, PosixFilePermissions.toString(mode), "0700");
    }
    return new StateDirectory(real, isNew);
  }

  /** Whether no journal was there when the directory was opened: RALF remembers nothing here. */
  public boolean isNew() {
    return isNew;
  }

  /** The directory itself, absolute and without symbolic links. */
  public Path root() {
    return root;
  }

  public Path journal() {
    return root.resolve("journal.jsonl");
  }

  public Path journalLock() {
    return root.resolve("journal.lock");
  }

  public Path snapshots() {
    return root.resolve("snapshots");
  }

  Path markKey() {
    return root.resolve("mark.key");
  }

  /** Up to where the memory has the journal. */
  Path shipped() {
    return root.resolve("shipped.json");
  }

  Path device() {
    return root.resolve("device");
  }

  Path plans() {
    return root.resolve("plans");
  }

  Path status() {
    return root.resolve("status");
  }

  public Path knownHosts() {
    return root.resolve("trust").resolve("known_hosts");
  }

  /** Fingerprints of the certificates a person has accepted. */
  public Path certificates() {
    return root.resolve("trust").resolve("certificates");
  }

  /** Names of servers that RALF itself made and has not met yet. */
  public Path awaited() {
    return root.resolve("trust").resolve("awaited");
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
