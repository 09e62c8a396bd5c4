package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.testkit.journal.AnchorsContract;

class FileAnchorsContractTest extends AnchorsContract {
  @TempDir Path folder;

  @Override
  protected Store open() {
    FileJournal journal = Journals.open(folder);
    return new Store(journal, Anchors.over(journal));
  }
}
