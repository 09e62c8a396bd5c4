package zone.otta.ralf.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A disk on which every fsync takes the same time: files in memory, and a library loaded before the
 * C library whose fsync and fdatasync sleep. Two runs on it can be compared, which no real disk
 * under foreign load allows.
 */
final class SlowDisk {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Path LIBRARY = Path.of("target", "slow_sync.so").toAbsolutePath();

  private SlowDisk() {}

  /** What this machine lacks for it. */
  static Optional<String> missing() {
    if (compiler().isEmpty()) {
      return Optional.of("no C compiler here (cc): the disk of constant latency cannot be built");
    }
    return Files.isWritable(MEMORY)
        ? Optional.empty()
        : Optional.of("no " + MEMORY + " here: the database would lie on a real disk");
  }

  private static Optional<Path> compiler() {
    return Stream.of("/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A new folder in memory. */
  static Path folder() throws IOException {
    return Files.createTempDirectory(MEMORY, "ralf-");
  }

  /** What a process needs in its environment to sit on such a disk. */
  static Map<String, String> environment(int syncMicroseconds)
      throws IOException, InterruptedException {
    build();
    return Map.of(
        "LD_PRELOAD", LIBRARY.toString(), "RALF_SYNC_US", Integer.toString(syncMicroseconds));
  }

  private static void build() throws IOException, InterruptedException {
    Path source = LIBRARY.resolveSibling("slow_sync.c");
    Files.createDirectories(source.getParent());
    try (InputStream in = SlowDisk.class.getResourceAsStream("slow_sync.c")) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    Process compiling =
        new ProcessBuilder(
                compiler().orElseThrow().toString(),
                "-O2",
                "-shared",
                "-fPIC",
                "-o",
                LIBRARY.toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (compiling.waitFor() != 0) {
      throw new IOException("the compiler fails: " + said);
    }
  }
}
