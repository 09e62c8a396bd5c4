package zone.otta.ralf.workspace.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** Reads at most {@link #LIMIT} bytes of a file. Exactly one of the two is there. */
public record CardBytes(Optional<byte[]> bytes, Optional<Finding> finding) {
  /** 1 MiB. */
  public static final int LIMIT = 1 << 20;

  /** Never throws for what a file system can do; {@code name} is how findings call the file. */
  public static CardBytes read(Path path, String name) {
    if (Files.isDirectory(path)) {
      return unreadable(name, Text.of("it is a directory", "es ist ein Verzeichnis"));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return unreadable(name, Text.of("it is no regular file", "es ist keine gewöhnliche Datei"));
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      return bytes.length > LIMIT
          ? failed(tooLarge(name))
          : new CardBytes(Optional.of(bytes), Optional.empty());
    } catch (NoSuchFileException e) {
      return unreadable(name, Text.of("there is no such file", "es gibt keine solche Datei"));
    } catch (IOException e) {
      return unreadable(
          name, Text.of("the system refuses to read it", "das System verweigert das Lesen"));
    }
  }

  private static CardBytes unreadable(String name, Text why) {
    return failed(
        Finding.blocker("RALF-C001", Text.of(name + " cannot be read", name + " ist nicht lesbar"))
            .note(why));
  }

  static Finding tooLarge(String name) {
    return Finding.blocker(
        "RALF-C002", Text.of(name + " is larger than 1 MiB", name + " ist größer als 1 MiB"));
  }

  private static CardBytes failed(Finding finding) {
    return new CardBytes(Optional.empty(), Optional.of(finding));
  }
}
