package zone.otta.ralf.secrets.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** Files and folders that are their owner's alone from the moment they exist. */
final class PrivateFiles {
  private static final FileAttribute<?> FILE = only("rw-------");
  private static final FileAttribute<?> FOLDER = only("rwx------");
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** 0600, 0400 or 0200. */
  static boolean ownersOnly(Set<PosixFilePermission> permissions) {
    return OWNERS.containsAll(permissions);
  }

  /** Makes the missing folders between the two. */
  static void folders(Path top, Path folder) throws IOException {
    Path at = top;
    for (Path part : top.relativize(folder)) {
      at = at.resolve(part);
      folder(at);
    }
  }

  private static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  /** A new file of an unforeseeable name, on disk when this returns. */
  static Path write(Path folder, char[] line) throws IOException {
    Path file = folder.resolve("." + UUID.randomUUID() + ".new");
    ByteBuffer text = StandardCharsets.UTF_8.encode(CharBuffer.wrap(line));
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
      write(channel, text);
      write(channel, ByteBuffer.wrap(new byte[] {'\n'}));
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    } finally {
      Arrays.fill(text.array(), (byte) 0);
    }
    return file;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
