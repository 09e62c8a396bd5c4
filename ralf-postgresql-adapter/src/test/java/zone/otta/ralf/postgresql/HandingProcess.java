package zone.otta.ralf.postgresql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.workspace.journal.FileJournal;

/** Hands a journal over in a process of its own, which can be killed where it says it is. */
final class HandingProcess {
  /** Nobody kills it. */
  static final String NEVER = "NEVER";

  /** All events were sent, and nothing was committed. */
  static final String SENT = "SENT";

  private final BufferedReader in;
  private final String stopAt;

  private HandingProcess(BufferedReader in, String stopAt) {
    this.in = in;
    this.stopAt = stopAt;
  }

  /**
   * @param arguments as {@link Child} has them, then journal folder and place to stop; after the
   *     password a line on standard input lets it begin
   */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PostgresAccess access = Child.access(in, arguments);
    System.out.println("ready");
    in.readLine();
    new HandingProcess(in, Child.own(arguments).getLast())
        .run(Path.of(Child.own(arguments).getFirst()), access);
  }

  private void run(Path folder, PostgresAccess access) {
    try (FileJournal file = HandedFile.open(folder);
        PostgresMemory memory = PostgresMemory.open(access)) {
      Imports.Taken taken =
          HandedFile.handOver(file, telling(memory.imports()), step -> at(step.name()));
      System.out.println(
          (taken.now() ? "taken " : "there ")
              + taken.first()
              + " "
              + taken.last()
              + " "
              + taken.past().heads().root());
    }
  }

  private void at(String place) {
    if (place.equals(stopAt)) {
      System.out.println("at " + place);
      try {
        in.readLine();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Imports telling(Imports imports) {
    return new Imports() {
      @Override
      public UUID store() {
        return imports.store();
      }

      @Override
      public Optional<Batch> batch(UUID source) {
        return imports.batch(source);
      }

      @Override
      public Taken take(Past past, Pages events) {
        return imports.take(
            past,
            (after, limit) -> {
              var page = events.after(after, limit);
              if (page.isEmpty()) {
                at(SENT);
              }
              return page;
            });
      }

      @Override
      public Optional<Sha256> readBack(Taken taken) {
        return imports.readBack(taken);
      }
    };
  }
}
