package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server's programs, unpacked once into the module's build folder. */
final class Binaries {
  private static final String ARCHIVE = "postgres-linux-x86_64.txz";

  private Binaries() {}

  /** What this machine lacks to run them. */
  static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      return Optional.of("PostgreSQL's programs are here for Linux on x86-64 only");
    }
    return Stream.of("tar", "xz", "unshare")
        .filter(
            p -> Stream.of("/bin/", "/usr/bin/").noneMatch(d -> Files.isExecutable(Path.of(d + p))))
        .findFirst()
        .map(p -> "no " + p + " here to unpack and run PostgreSQL");
  }

  /** The folder of initdb and postgres, of the version on the class path. */
  static Path unpacked() throws IOException, InterruptedException {
    return unpacked("postgresql", () -> Binaries.class.getResourceAsStream("/" + ARCHIVE));
  }

  /** The same of another version's jar, which has the same name inside. */
  static Path unpacked(Path jar) throws IOException, InterruptedException {
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      return unpacked(
          jar.getFileName().toString().replace(".jar", ""),
          () -> Files.newInputStream(inside.getPath(ARCHIVE)));
    }
  }

  @FunctionalInterface
  private interface Archive {
    @Nullable InputStream open() throws IOException;
  }

  private static synchronized Path unpacked(String name, Archive from)
      throws IOException, InterruptedException {
    Path folder = Path.of("target", name).toAbsolutePath();
    Path done = folder.resolve("unpacked");
    if (!Files.exists(done)) {
      Files.createDirectories(folder);
      Path archive = folder.resolve("archive.txz");
      try (InputStream in = Objects.requireNonNull(from.open())) {
        Files.write(archive, in.readAllBytes());
      }
      Programs.run(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()), "");
      Files.delete(archive);
      Files.createFile(done);
    }
    return folder.resolve("bin");
  }
}
