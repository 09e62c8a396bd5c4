package zone.otta.ralf.workspace.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** Replaces a card's file so that a reader sees the old content or the new one, never a part. */
public final class CardReplacement {
  private CardReplacement() {}

  /**
   * Writes the new content, with the old file's permissions and through a symbolic link.
   *
   * @param before the content that the new one was made from; if the file holds anything else by
   *     now, nothing is written
   * @return empty if it was written
   */
  public static Optional<Finding> write(Path file, String name, byte[] before, byte[] after) {
    try {
      Path real = file.toRealPath();
      if (!Arrays.equals(Files.readAllBytes(real), before)) {
        return Optional.of(
            failed(name, Text.of("it was changed meanwhile", "sie wurde inzwischen geändert")));
      }
      replace(real, after);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          failed(
              name,
              Text.of("the system refuses to write it", "das System verweigert das Schreiben")));
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
    Path temporary = Files.createTempFile(folder, ".ralf-", ".new");
    try {
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Finding failed(String name, Text why) {
    return Finding.blocker(
            "RALF-C021", Text.of(name + " was not written", name + " wurde nicht geschrieben"))
        .note(why);
  }
}
