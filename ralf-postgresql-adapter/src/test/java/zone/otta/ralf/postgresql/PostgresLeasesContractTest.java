package zone.otta.ralf.postgresql;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.testkit.journal.LeasesContract;

@ExtendWith(MemoryServer.class)
class PostgresLeasesContractTest extends LeasesContract {
  private PostgresMemory memory;

  @Override
  protected Leases open() throws Exception {
    memory = PostgresMemory.open(MemoryServer.stage().fresh());
    return memory.leases();
  }

  /** The server's clock is the machine's. */
  @Override
  protected void pass(Duration moment) throws Exception {
    Thread.sleep(moment.toMillis());
  }

  @AfterEach
  void close() {
    memory.close();
  }
}
