package zone.otta.ralf.postgresql;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.testkit.journal.JournalContract;

@ExtendWith(MemoryServer.class)
class PostgresJournalContractTest extends JournalContract {
  private Optional<PostgresAccess> access = Optional.empty();

  @Override
  protected Journal open() throws Exception {
    access = Optional.of(MemoryServer.stage().fresh());
    return PostgresMemory.open(access.get()).journal();
  }

  @Override
  protected Journal reopen(Journal journal) {
    journal.close();
    return PostgresMemory.open(access.orElseThrow()).journal();
  }
}
