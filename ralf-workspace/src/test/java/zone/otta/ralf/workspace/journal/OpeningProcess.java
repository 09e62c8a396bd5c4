package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import zone.otta.ralf.port.PortException;

/** Opens a journal for writing and prints what came of it. */
final class OpeningProcess {
  private OpeningProcess() {}

  public static void main(String[] arguments) {
    try (FileJournal journal = Journals.open(Path.of(arguments[0]), "other")) {
      System.out.println("open " + journal.head(Journals.RUN).version());
    } catch (PortException e) {
      System.out.println(e.code());
    }
  }
}
