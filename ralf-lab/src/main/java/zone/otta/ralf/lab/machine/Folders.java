package zone.otta.ralf.lab.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Private folders and files on the machine the lab runs on. */
public final class Folders {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  private Folders() {}

  /**
   * Makes a folder, and its parents, for this user only.
   *
   * @throws IOException if it is a link or belongs to somebody else
   */
  public static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a folder: " + folder);
    }
    if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(ownName())) {
      throw new IOException("belongs to somebody else: " + folder);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
  }

  private static String ownName() throws IOException {
    return Files.getOwner(Path.of("/proc/self")).getName();
  }

  /** Replaces a file atomically; it is 0600 before it has content. */
  public static void writePrivate(Path file, byte[] content) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(made);
    Files.createFile(
        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    Files.write(made, content);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Copies a folder with all it holds, owners and modes too.
   *
   * @param to must not be there; its parent is made
   */
  public static void copy(Path from, Path to) throws IOException, InterruptedException {
    makePrivate(Objects.requireNonNull(to.getParent()));
    var builder =
        new ProcessBuilder(
            "cp", "-a", "--reflink=auto", "-T", "--", from.toString(), to.toString());
    Process copy = builder.redirectErrorStream(true).start();
    copy.getOutputStream().close();
    String said = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (copy.waitFor() != 0) {
      throw new IOException("cannot copy " + from + ": " + said);
    }
  }

  /** Deletes a folder with all it holds, if it is there; links are not followed. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failed)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
