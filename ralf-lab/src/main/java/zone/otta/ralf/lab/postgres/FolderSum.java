package zone.otta.ralf.lab.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A sum over names, modes and contents of a folder; against damage and half-made folders, not
 * against malice.
 */
final class FolderSum {
  private FolderSum() {}

  static String of(Path folder) throws IOException {
    var sum = new CRC32();
    long[] bytes = {0};
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted().forEach(f -> bytes[0] += add(folder, f, sum));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Long.toHexString(sum.getValue()) + " " + bytes[0] + "\n";
  }

  private static long add(Path folder, Path file, CRC32 sum) {
    try {
      String mode =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
      sum.update((folder.relativize(file) + " " + mode + "\n").getBytes(StandardCharsets.UTF_8));
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return 0;
      }
      byte[] content = Files.readAllBytes(file);
      sum.update(content);
      return content.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
