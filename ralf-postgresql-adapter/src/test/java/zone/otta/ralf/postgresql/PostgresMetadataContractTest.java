package zone.otta.ralf.postgresql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.testkit.journal.MetadataContract;

@ExtendWith(MemoryServer.class)
class PostgresMetadataContractTest extends MetadataContract {
  private PostgresMemory memory;

  @Override
  protected Metadata open() throws Exception {
    memory = PostgresMemory.open(MemoryServer.stage().fresh());
    return memory.metadata();
  }

  @AfterEach
  void close() {
    memory.close();
  }
}
