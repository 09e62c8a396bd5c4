package zone.otta.ralf.workspace.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whole files, written so that a reader sees the old content or the new one and never a part, also
 * after a power cut: temporary file, fsync, rename, fsync of the directory. Mode 0600 from the
 * first byte.
 */
public final class DurableFile {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private DurableFile() {}

  /** Writes or replaces the file; its directory is made if needed. */
  public static void write(Path file, String text) {
    FileCall.on(file, () -> replace(file, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Path replace(Path file, byte[] content) throws IOException {
    Path temporary = temporary(file, content);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(parent(file));
    return file;
  }

  /** Writes what is to be in a file. */
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Creates the file complete from content of any size, in a directory that is there.
   *
   * @param replace whether one that is there may be replaced; else it is left alone
   * @return whether it was written
   */
  public static boolean stream(Path file, boolean replace, Content content) {
    return FileCall.on(
        file,
        () -> {
          Path temporary = temporary(file);
          try {
            fill(temporary, content);
            if (replace) {
              Files.move(
                  temporary,
                  file,
                  StandardCopyOption.ATOMIC_MOVE,
                  StandardCopyOption.REPLACE_EXISTING);
            } else {
              Files.createLink(file, temporary);
            }
            return true;
          } catch (FileAlreadyExistsException e) {
            return false;
          } finally {
            Files.deleteIfExists(temporary);
            syncDirectory(parent(file));
          }
        });
  }

  private static void fill(Path temporary, Content content) throws IOException {
    try (FileChannel channel = created(temporary);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.to(out);
      out.flush();
      channel.force(true);
    }
  }

  private static FileChannel created(Path temporary) throws IOException {
    return FileChannel.open(
        temporary,
        EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
        PRIVATE_FILE);
  }

  private static Path temporary(Path file) {
    return parent(file).resolve("." + UUID.randomUUID() + ".tmp");
  }

  /**
   * Creates the file complete, or leaves alone the one that is there.
   *
   * @return whether it was created
   */
  static boolean create(Path file, byte[] content) {
    return FileCall.on(file, () -> link(file, content));
  }

  private static boolean link(Path file, byte[] content) throws IOException {
    Path temporary = temporary(file, content);
    try {
      // A hard link appears with its whole content and never replaces: the first of two wins.
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(temporary);
      syncDirectory(parent(file));
    }
  }

  /** Opens a file for reading and writing, created with mode 0600; its name is durable. */
  public static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            PRIVATE_FILE);
    try {
      syncDirectory(parent(file));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, PRIVATE_DIRECTORY);
      if (parent != null) {
        syncDirectory(parent);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  private static Path temporary(Path file, byte[] content) throws IOException {
    createDirectories(parent(file));
    Path temporary = temporary(file);
    try (FileChannel channel = created(temporary)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return temporary;
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no directory: " + file);
    }
    return parent;
  }

  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
