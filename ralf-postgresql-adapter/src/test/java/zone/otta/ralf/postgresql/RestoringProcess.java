package zone.otta.ralf.postgresql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Restores an archive in a process of its own. */
final class RestoringProcess {
  private RestoringProcess() {}

  /**
   * @param arguments as {@link Child} has them, then the archive
   */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (PostgresMemory memory = PostgresMemory.open(Child.access(in, arguments))) {
      MemoryArchive.restore(Path.of(Child.own(arguments).getFirst()), memory, Optional.empty());
    }
  }
}
