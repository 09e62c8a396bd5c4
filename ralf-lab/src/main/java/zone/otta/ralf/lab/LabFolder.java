package zone.otta.ralf.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.opnsense.LabOpnsense;
import zone.otta.ralf.lab.pihole.LabPihole;
import zone.otta.ralf.lab.vault.LabVault;

/**
 * The home of one lab: held by a lock on {@value #LOCK}, which dies with its process. Status file
 * and credentials are there only while the lab runs; what a killed one left would lie.
 */
final class LabFolder implements AutoCloseable {
  static final String LOCK = "lab.lock";
  private static final List<String> WHILE_IT_RUNS =
      List.of(
          "lab.json",
          "control",
          "id_ed25519",
          "tsig.secret",
          "api.token",
          "api.password",
          "api.pem");

  private final Path path;
  private final FileChannel held;

  private LabFolder(Path path, FileChannel held) {
    this.path = path;
    this.held = held;
  }

  /** Makes the folder private and takes it; fails if a living lab has it. */
  static LabFolder take(Path path) throws IOException {
    Folders.makePrivate(path);
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new IOException("a lab is running in " + path);
    }
    var folder = new LabFolder(path, channel);
    folder.clear();
    return folder;
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  private void clear() throws IOException {
    for (String file : WHILE_IT_RUNS) {
      Files.deleteIfExists(path.resolve(file));
    }
    for (String file : LabVault.FILES) {
      Files.deleteIfExists(path.resolve(file));
    }
    for (String file : LabPihole.FILES) {
      Files.deleteIfExists(path.resolve(file));
    }
    for (String file : LabOpnsense.FILES) {
      Files.deleteIfExists(path.resolve(file));
    }
  }

  @Override
  public void close() throws IOException {
    clear();
    held.close();
  }
}
