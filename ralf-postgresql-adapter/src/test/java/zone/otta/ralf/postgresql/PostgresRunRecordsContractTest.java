package zone.otta.ralf.postgresql;

import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.testkit.journal.RunRecordsContract;

@ExtendWith(MemoryServer.class)
class PostgresRunRecordsContractTest extends RunRecordsContract {
  @Override
  protected Store open() throws Exception {
    PostgresMemory memory = PostgresMemory.open(MemoryServer.stage().fresh());
    return new Store(memory.journal(), memory.runRecords());
  }
}
