package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.journal.JournalContract;

class FileJournalContractTest extends JournalContract {
  @TempDir Path folder;

  @Override
  protected Journal open() {
    return Journals.open(folder);
  }

  @Override
  protected Journal reopen(Journal journal) {
    journal.close();
    return Journals.open(folder);
  }
}
