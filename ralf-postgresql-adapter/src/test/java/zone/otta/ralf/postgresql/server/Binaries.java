package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server's programs, unpacked once into the module's build folder. */
final class Binaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

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

  /** The folder of initdb and postgres. */
  static synchronized Path unpacked() throws IOException, InterruptedException {
    Path folder = Path.of("target", "postgresql").toAbsolutePath();
    Path done = folder.resolve("unpacked");
    if (!Files.exists(done)) {
      Files.createDirectories(folder);
      Path archive = folder.resolve("archive.txz");
      try (InputStream in = Binaries.class.getResourceAsStream(ARCHIVE)) {
        Files.write(archive, in.readAllBytes());
      }
      Programs.run(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()), "");
      Files.delete(archive);
      Files.createFile(done);
    }
    return folder.resolve("bin");
  }
}
